"""Runs schemathesis against the server that RINGFENCE_DEV_JSON describes, for so many seconds; its exit status is schemathesis' own."""

import json
import os
import pathlib
import subprocess
import sys

import requests

HERE = pathlib.Path(__file__).parent
SECONDS = int(sys.argv[1])


def main():
    dev = json.loads(pathlib.Path(os.environ["RINGFENCE_DEV_JSON"]).read_text(encoding="utf-8"))
    url = dev["url"].rstrip("/")
    asked = {"grant_type": "client_credentials", "audience": f"{url}/api/v2/", **dev["management"]}
    answer = requests.post(f"{url}/oauth/token", json=asked, timeout=10)
    answer.raise_for_status()
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}

    own = dev["management"]["client_id"]
    grants = requests.get(f"{url}/api/v2/client-grants", params={"client_id": own}, headers=bearer, timeout=10).json()
    environment = os.environ | {"RINGFENCE_OWN": " ".join([own, *(grant["id"] for grant in grants)])}
    program = [pathlib.Path(sys.executable).parent / "schemathesis", "--config-file", HERE / "schemathesis.toml"]
    options = ["--checks", "all", "--max-time", str(SECONDS), "--no-color", *sys.argv[2:]]
    header = ["--header", f"Authorization: {bearer['Authorization']}"]
    ended = subprocess.run([*program, "run", f"{url}/api/v2/openapi.json", *options, *header], cwd=HERE, env=environment, check=False)

    # The token was good to the end: nothing that was asked fell silent behind a 401.
    last = requests.get(f"{url}/api/v2/guardian/factors", headers=bearer, timeout=10)
    assert last.status_code == 200, f"the machine has lost its rights on the way: {last.text}"
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
