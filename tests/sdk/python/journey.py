"""What the journeys share: the server under test, its inbox, and the MFA calls that auth0-python has no client for."""

import json
import os
import secrets
import time
from urllib.parse import urlsplit

import requests
from auth0.rest import RestClient, RestClientOptions

with open(os.environ["RINGFENCE_DEV_JSON"], encoding="utf-8") as file:
    DEV = json.load(file)

BASE = DEV["tls_url"].rstrip("/")
DOMAIN = urlsplit(BASE).netloc
ISSUER = f"{BASE}/"
APP = DEV["app"]
MANAGEMENT = DEV["management"]
CONNECTION = "Username-Password-Authentication"
OOB = "http://auth0.com/oauth/grant-type/mfa-oob"
RECOVERY = "http://auth0.com/oauth/grant-type/mfa-recovery-code"


class Person:
    """Somebody who has never been here before. 555-01xx is set aside for fiction in every North American area."""

    _next = 100

    def __init__(self):
        self.email = f"{secrets.token_hex(6)}@example.com"
        self.password = f"Correct-horse-{secrets.token_hex(6)}"
        self.phone = f"+17075550{Person._next}"
        Person._next += 1

    def messages(self):
        answer = requests.get(f"{BASE}/dev/messages", params={"to": self.phone}, timeout=5)
        answer.raise_for_status()
        return answer.json()

    def message_from(self, act):
        """Does the thing and returns its answer with the one message that it brought."""
        before = len(self.messages())
        result = act()
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            fresh = self.messages()[before:]
            if fresh:
                assert len(fresh) == 1, fresh
                return result, fresh[0]
            time.sleep(0.05)
        raise AssertionError(f"no message arrived at {self.phone}")


class Mfa:
    """The MFA API over the SDK's own REST client, and with its own reading of errors."""

    def __init__(self, token):
        self.token = token
        self.client = RestClient(jwt=token, options=RestClientOptions(retries=0))
        self.plain = RestClient(jwt=None, options=RestClientOptions(retries=0))

    def associate(self, phone, channel="sms"):
        body = {"authenticator_types": ["oob"], "oob_channels": [channel], "phone_number": phone}
        return self.client.post(f"{BASE}/mfa/associate", data=body)

    def challenge(self, authenticator=None):
        body = {"mfa_token": self.token, "challenge_type": "oob", "authenticator_id": authenticator, **APP}
        return self.plain.post(f"{BASE}/mfa/challenge", data=body)

    def list(self):
        return self.client.get(f"{BASE}/mfa/authenticators")

    def remove(self, identifier):
        return self.client.delete(f"{BASE}/mfa/authenticators/{identifier}")

    def verify(self, oob_code, code):
        body = {"grant_type": OOB, "mfa_token": self.token, "oob_code": oob_code, "binding_code": code, **APP}
        return self.plain.post(f"{BASE}/oauth/token", data=body)

    def recover(self, code):
        body = {"grant_type": RECOVERY, "mfa_token": self.token, "recovery_code": code, **APP}
        return self.plain.post(f"{BASE}/oauth/token", data=body)


def other_than(code):
    return f"{(int(code) + 1) % 1_000_000:06}"
