# shellcheck shell=bash
# The services that the tests need, each in one temporary folder and stopped at exit. Sourced by ./test.

workplace='' postgres_data='' ringfence_pid='' prism_pid='' postgres_url='' prism_url=''

workplace_open() {
    workplace=$(mktemp -d -t ringfence-test.XXXXXX)
    chmod 711 "$workplace" # PostgreSQL, another user, passes through
}

workplace_close() {
    ringfence_stop
    if [ -n "$prism_pid" ]; then kill "$prism_pid" 2> /dev/null; fi
    if [ -n "$postgres_data" ]; then as_postgres "$(postgres_bin)/pg_ctl" --pgdata "$postgres_data" --mode immediate --silent stop > /dev/null 2>&1; fi
    if [ -n "$workplace" ]; then rm -rf "$workplace"; fi
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# wait_until SECONDS COMMAND...: true once the command is.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" > /dev/null 2>&1; do
        if [ "$SECONDS" -ge "$deadline" ]; then return 1; fi
        sleep 0.1
    done
}

answers_on() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# A cluster of our own: durable as in production (fsync stays on), small, and gone afterwards.
postgres_start() {
    local bin port password log=$workplace/postgres/log
    bin=$(postgres_bin) port=$(free_port) password=$(head -c 18 /dev/urandom | base64 | tr '+/' 'xy')
    mkdir "$workplace/postgres" && printf '%s' "$password" > "$workplace/postgres/password"
    if [ "$(id -u)" -eq 0 ]; then chown -R postgres "$workplace/postgres"; fi
    chmod 700 "$workplace/postgres"
    cd "$workplace" || return 1 # a folder that the other user may enter
    if as_postgres "$bin/initdb" --pgdata "$workplace/postgres/data" --username ringfence --pwfile "$workplace/postgres/password" \
        --auth scram-sha-256 --encoding UTF8 --no-locale > "$workplace/initdb.log" 2>&1 &&
        postgres_data=$workplace/postgres/data &&
        as_postgres "$bin/pg_ctl" --pgdata "$postgres_data" --log "$log" --silent --wait --timeout 60 start --options \
            "-p $port -k $workplace/postgres -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=64MB -c max_wal_size=256MB"; then
        postgres_url=postgres://ringfence:$password@127.0.0.1:$port/postgres
        cd "$OLDPWD" && note "PostgreSQL of our own on port $port"
        return
    fi
    cat "$workplace/initdb.log" "$log" 2> /dev/null | tail -20
    cd "$OLDPWD" && note "PostgreSQL did not start" && return 1
}

# Makes a database and prints its URL.
postgres_database() {
    "$(postgres_bin)/psql" --quiet --no-psqlrc --command "CREATE DATABASE $1" "$postgres_url" > /dev/null && echo "${postgres_url%/*}/$1"
}

# Prism answers as Twilio's own description of its API says, and refuses what that refuses.
prism_start() {
    local port log=$workplace/prism.log
    port=$(free_port)
    "$1/node_modules/.bin/prism" mock --host 127.0.0.1 --port "$port" --multiprocess false "$2" > "$log" 2>&1 &
    prism_pid=$!
    if wait_until 60 answers_on "$port"; then
        prism_url=http://127.0.0.1:$port
        note "a mock of Twilio's API on port $port"
        return
    fi
    tail -20 "$log"
    note "the mock of Twilio's API did not start" && return 1
}

# ringfence_start BINARY FLAGS...: `ringfence dev` in a folder of its own, as a user starts it.
ringfence_start() {
    local binary=$1 data plain tls
    shift
    data=$(mktemp -d "$workplace/dev.XXXXXX") plain=$(free_port) tls=$(free_port)
    ringfence_json=$data/dev.json ringfence_log=$data.log ringfence_secrets=$data.secrets
    RINGFENCE_LOG__FILTER=debug RINGFENCE_LOG__FORMAT=json "$binary" dev --data "$data" --listen "127.0.0.1:$plain" --tls-listen "127.0.0.1:$tls" "$@" \
        > "$ringfence_log" 2>&1 < /dev/null &
    ringfence_pid=$!
    if wait_until 30 ringfence_ready "$tls"; then
        ringfence_ca=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["ca_file"])' "$ringfence_json")
        return
    fi
    heading "The server did not start"
    ringfence_last_words
    ringfence_stop
    return 1
}

ringfence_last_words() { tail -20 "$ringfence_log" | cut -c -300 | sed 's/^/  the server: /'; }

ringfence_ready() { [ -s "$ringfence_json" ] && answers_on "$1"; }

ringfence_stop() {
    if [ -n "$ringfence_pid" ]; then
        kill "$ringfence_pid" 2> /dev/null
        wait "$ringfence_pid" 2> /dev/null
        ringfence_pid=''
    fi
}
