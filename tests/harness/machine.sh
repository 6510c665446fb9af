# shellcheck shell=bash
# What the machine must have: found, or installed where we may, or named exactly. Sourced by ./test.

cargo_deny_version=0.20.2

# Prints the Debian packages that are missing, one a line.
missing_packages() {
    command -v cc > /dev/null || echo build-essential
    postgres_bin > /dev/null || echo postgresql
    command -v node > /dev/null || echo nodejs
    command -v npm > /dev/null || echo npm
    python3 -c 'import venv, ensurepip' 2> /dev/null || echo python3-venv
    if asked_for browser; then
        command -v chromium chromium-browser google-chrome > /dev/null || echo chromium
        command -v chromedriver > /dev/null || echo chromium-driver
        # Without any font there are no letters to measure.
        ls /usr/share/fonts/*/* > /dev/null 2>&1 || echo fonts-dejavu-core
    fi
}

machine_ready() {
    if ! command -v cargo > /dev/null; then
        note "Rust is missing: install the stable toolchain, $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or newer, by rustup."
        return 1
    fi
    local missing
    missing=$(missing_packages | tr '\n' ' ')
    if [ -n "$missing" ]; then
        if [ "$(id -u)" -ne 0 ] || ! [ -e /etc/debian_version ]; then
            note "Not on this machine: $missing"
            note "These are Debian's names; install them, or their like elsewhere, and run ./test again."
            note "On Debian: sudo apt-get install --no-install-recommends $missing"
            return 1
        fi
        note "installing $missing"
        if ! { apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends $missing; } \
            > /tmp/ringfence-apt.log 2>&1; then
            tail -20 /tmp/ringfence-apt.log
            note "Debian's packages could not be installed: $missing"
            return 1
        fi
    fi
    if [ "$(node -p 'parseInt(process.versions.node)')" -lt 20 ]; then
        note "Node.js 20 or newer is needed (Auth0's SDKs ask for it); this one is $(node --version)."
        return 1
    fi
    note "$(rustc --version), Node.js $(node --version), $(python3 --version), $("$(postgres_bin)/postgres" --version)"
}

# The folder of PostgreSQL's server programs; Debian keeps them out of PATH.
postgres_bin() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then echo "$folder" && return; fi
    done
    return 1
}

# cargo-deny, built once without optimisation (a minute on two cores) and kept beside the build.
cargo_deny_ready() {
    cargo_deny=$target/tools/bin/cargo-deny
    if [ "$("$cargo_deny" --version 2> /dev/null)" = "cargo-deny $cargo_deny_version" ]; then return; fi
    note "building cargo-deny $cargo_deny_version"
    env --unset CARGO_TARGET_DIR cargo install cargo-deny --version "$cargo_deny_version" --locked --debug --quiet --root "$target/tools"
}

advisory_database_ready() { timeout 60 "$cargo_deny" --log-level off fetch db > /dev/null 2>&1; }

# Modules are installed again only when what they are locked to has changed.
node_modules_ready() {
    local stamp=$1/node_modules/.ringfence-stamp lock
    lock=$(cat "$1/package.json" "$1/package-lock.json" | sha256sum)
    if [ "$(cat "$stamp" 2> /dev/null)" = "$lock" ]; then return; fi
    note "installing the Node modules of $(realpath --relative-to=. "$1")"
    (cd "$1" && npm ci --silent) && echo "$lock" > "$stamp"
}

python_modules_ready() {
    local stamp=$1/.venv/.ringfence-stamp lock
    lock=$(sha256sum < "$1/requirements.txt")
    if [ "$(cat "$stamp" 2> /dev/null)" = "$lock" ]; then return; fi
    note "installing the Python modules of $(realpath --relative-to=. "$1")"
    rm -rf "$1/.venv" && python3 -m venv "$1/.venv" &&
        "$1/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$1/requirements.txt" && echo "$lock" > "$stamp"
}
