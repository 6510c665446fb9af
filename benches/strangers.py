#!/usr/bin/env python3
"""What somebody without a credential can make `ringfence dev` hold and write. Python's standard library alone.

    ringfence dev --data /tmp/strangers --listen 127.0.0.1:23000 --tls-listen 127.0.0.1:23443 &
    benches/strangers.py --data /tmp/strangers --pid $!            # all three; --only bodies|connections|log for one

1. bodies: four HTTP/2 connections, on each 150 requests `POST /api/v2/users` with the token `x` and all but the last byte of a
   megabyte; the process's resident memory before, at most, and after.
2. connections: six that say nothing or too little; after how many seconds each is closed (up to --patience).
3. log: 3,000 refresh tokens that are none, with a public client; how many lines they leave in the tenant's log.
"""

import argparse, json, socket, sqlite3, struct, threading, time, urllib.error, urllib.request

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def literal(name, value):
    """A header that enters no table (RFC 7541 §6.2.2)."""
    return b"\x00" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()


def rss(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def flood(address, requests, size):
    """Sends as fast as the server's windows allow, and keeps everything open."""
    stream = socket.create_connection(address)
    window, windows, refused, lock = [65535], {}, set(), threading.Condition()
    initial, most = [65535], [requests]

    def listen():
        buffer = b""
        try:
            while data := stream.recv(65536):
                buffer += data
                while len(buffer) >= 9 and len(buffer) >= 9 + (length := int.from_bytes(buffer[:3], "big")):
                    kind, flags, number, payload = buffer[3], buffer[4], int.from_bytes(buffer[5:9], "big"), buffer[9 : 9 + length]
                    buffer = buffer[9 + length :]
                    with lock:
                        if kind == 4 and not flags & 1:
                            for at in range(0, length, 6):
                                name, value = struct.unpack(">HI", payload[at : at + 6])
                                if name == 4:
                                    initial[0] = value
                                if name == 3:
                                    most[0] = min(requests, value)
                            stream.sendall(frame(4, 1, 0))
                        elif kind == 8:
                            more = int.from_bytes(payload, "big")
                            if number:
                                windows[number] = windows.get(number, 0) + more
                            else:
                                window[0] += more
                        elif kind == 3 or (kind in (0, 1) and flags & 1):
                            refused.add(number)
                        lock.notify_all()
        except OSError:
            pass
        with lock:
            refused.update(range(1, 2 * requests, 2))
            lock.notify_all()

    stream.sendall(PREFACE + frame(4, 0, 0))
    threading.Thread(target=listen, daemon=True).start()
    time.sleep(0.3)
    host = f"{address[0]}:{address[1]}"
    head = b"".join(
        literal(name, value)
        for name, value in [(":method", "POST"), (":scheme", "http"), (":path", "/api/v2/users"), (":authority", host),
                            ("authorization", "Bearer x"), ("content-type", "application/json"), ("content-length", str(size))]
    )
    numbers, sent = [], {}
    try:
        for index in range(most[0]):
            number = 2 * index + 1
            with lock:
                windows[number] = windows.get(number, 0) + initial[0]
            stream.sendall(frame(1, 4, number, head))
            numbers.append(number)
            sent[number] = 0
        deadline = time.time() + 20
        while time.time() < deadline:
            open_ones = [number for number in numbers if number not in refused and sent[number] < size - 1]
            if not open_ones:
                break
            moved = False
            for number in open_ones:
                with lock:
                    piece = min(16384, window[0], windows[number], size - 1 - sent[number])
                    if piece <= 0:
                        continue
                    window[0] -= piece
                    windows[number] -= piece
                stream.sendall(frame(0, 0, number, b" " * piece))
                sent[number] += piece
                moved = True
            if not moved:
                with lock:
                    lock.wait(0.2)
    except OSError:
        pass
    return stream, len(numbers), sum(sent.values()), len(refused & set(numbers))


def bodies(address, pid):
    before, results, threads = rss(pid), [], []
    for _ in range(4):
        thread = threading.Thread(target=lambda: results.append(flood(address, 150, 1_000_000)))
        thread.start()
        threads.append(thread)
    most = before
    while any(thread.is_alive() for thread in threads):
        most = max(most, rss(pid))
        time.sleep(0.05)
    most = max(most, rss(pid))
    asked, sent, refused = (sum(result[part] for result in results) for part in (1, 2, 3))
    print(f"bodies: {before} MiB before, {most} MiB at most; {asked} requests, {sent >> 20} MiB taken, {refused} refused while unfinished")


def connections(address, patience):
    half = b"GET /health HTTP/1.1\r\nHost: x\r\n"
    whole = half + b"\r\n"
    kinds = {
        "silent": (b"", None),
        "half a head": (half, None),
        "a head, a byte every 5 s": (half, b"a"),
        "idle after a request": (whole, None),
        "HTTP/2, nothing asked": (PREFACE + frame(4, 0, 0), None),
        "HTTP/2, idle, answers pings": (PREFACE + frame(4, 0, 0) + frame(1, 5, 1, b"".join(
            literal(name, value) for name, value in [(":method", "GET"), (":scheme", "http"), (":path", "/health"), (":authority", "x")])), "pings"),
    }
    closed = {}

    def watch(name, first, then):
        stream, begun = socket.create_connection(address), time.time()
        if first:
            stream.sendall(first)
        stream.settimeout(5)
        buffer = b""
        try:
            while time.time() - begun < patience:
                try:
                    data = stream.recv(65536)
                    if not data:
                        break
                    buffer += data
                    while then == "pings" and len(buffer) >= 9 and len(buffer) >= 9 + (length := int.from_bytes(buffer[:3], "big")):
                        if buffer[3] == 6 and not buffer[4] & 1:
                            stream.sendall(frame(6, 1, 0, buffer[9 : 9 + length]))
                        buffer = buffer[9 + length :]
                except TimeoutError:
                    if isinstance(then, bytes):
                        stream.sendall(then)
            else:
                return
        except OSError:
            pass
        closed[name] = time.time() - begun

    threads = [threading.Thread(target=watch, args=(name, *kind)) for name, kind in kinds.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in kinds:
        print(f"connections: {name}: " + (f"closed after {closed[name]:.0f} s" if name in closed else f"open after {patience} s"))


def log(address, data):
    database = f"{data}/ringfence.db"
    count = "SELECT COUNT(*) FROM log_events WHERE type IN ('fertft', 'api_limit')"
    with open(f"{data}/dev.json") as file:
        dev = json.load(file)
    base = f"http://{address[0]}:{address[1]}"

    def post(path, body, token=None):
        headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
        request = urllib.request.Request(base + path, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            return refusal.code

    machine = dev["management"] | {"grant_type": "client_credentials", "audience": f"{base}/api/v2/"}
    token = post("/oauth/token", machine)["access_token"]
    client = post("/api/v2/clients", {"name": "public", "app_type": "native", "token_endpoint_auth_method": "none"}, token)["client_id"]
    before, begun = sqlite3.connect(database).execute(count).fetchone()[0], time.time()

    def some():
        for _ in range(375):
            post("/oauth/token", {"grant_type": "refresh_token", "client_id": client, "refresh_token": "v1.x"})

    threads = [threading.Thread(target=some) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.time() - begun
    time.sleep(61)
    print(f"log: 3,000 bad refresh tokens in {took:.1f} s left {sqlite3.connect(database).execute(count).fetchone()[0] - before} lines")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--address", default="127.0.0.1:23000")
    parser.add_argument("--data", required=True)
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--patience", type=int, default=150)
    parser.add_argument("--only", choices=["bodies", "connections", "log"])
    given = parser.parse_args()
    host, port = given.address.rsplit(":", 1)
    address = (host, int(port))
    if given.only in (None, "bodies"):
        bodies(address, given.pid)
    if given.only in (None, "connections"):
        connections(address, given.patience)
    if given.only in (None, "log"):
        log(address, given.data)


main()
