"""What a running site does with connections that mean it no good, and with many that rest.

    connections.py PID PORT attacks|idle

Everything stays on this machine. Attackers come from 127.0.0.1, visitors from 127.0.0.2.
"""

import http.client
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time

PID, PORT = int(sys.argv[1]), int(sys.argv[2])
ADDRESS = f"http://127.0.0.1:{PORT}/"
SECONDS = int(os.environ.get("ATTACK_SECONDS", 30))


def memory():
    """Resident megabytes of the site."""
    with open(f"/proc/{PID}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def open_connections():
    """Connections to the site that are established, as the site's side sees them."""
    port = f":{PORT:04X}"
    with open("/proc/net/tcp") as table:
        return sum(1 for line in table if line.split()[1].endswith(port) and line.split()[3] == "01")


class Visitors:
    """Two people who open the front page, each time over a new connection."""

    def __enter__(self):
        self.times, self.failures, self.most, self.end = [], [], 0, threading.Event()
        self.threads = [threading.Thread(target=self.visit) for _ in range(2)]
        for thread in self.threads:
            thread.start()
        return self

    def visit(self):
        while not self.end.is_set():
            start = time.monotonic()
            try:
                connection = http.client.HTTPConnection(
                    "127.0.0.1", PORT, timeout=10, source_address=("127.0.0.2", 0))
                connection.request("GET", "/", headers={"Connection": "close"})
                answer = connection.getresponse()
                answer.read()
                connection.close()
                if answer.status != 200:
                    self.failures.append(answer.status)
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(repr(error))
            self.times.append(1000 * (time.monotonic() - start))
            self.most = max(self.most, open_connections())
            time.sleep(0.02)

    def __exit__(self, *_):
        self.end.set()
        for thread in self.threads:
            thread.join()


def endless_bodies(count=50):
    """Bodies without end, to an address that does not want them; returns the bytes each could send."""
    chunk = b"10000\r\n" + b"A" * 65536 + b"\r\n"
    sent = []

    def send():
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            total = 0
            try:
                with socket.create_connection(("127.0.0.1", PORT), timeout=10) as connection:
                    connection.sendall(b"POST /nowhere HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
                    while time.monotonic() < end:
                        connection.sendall(chunk)
                        total += len(chunk)
            except OSError:
                pass
            sent.append(total)
            time.sleep(0.05)

    threads = [threading.Thread(target=send) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return f"{statistics.median(sent) / 1024:.0f} KiB each"


def slow(*options, path=""):
    """Runs slowhttptest with a thousand connections."""
    done = subprocess.run(
        ["slowhttptest", "-c", "1000", "-r", "250", "-l", str(SECONDS), "-u", ADDRESS + path, "-p", "5", *options],
        capture_output=True, text=True)
    lines = [line for line in done.stdout.replace("\x1b", "").splitlines() if "Exit status" in line]
    return lines[-1].split(":")[-1].strip() if lines else "no slowhttptest"


def slow_bodies():
    """Forms to a site that wants them: without a cookie they would be refused before a byte is read."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    connection.request("GET", "/signin")
    cookie = connection.getresponse().headers["Set-Cookie"].split(";")[0]
    connection.close()
    return slow("-B", "-i", "2", "-s", "8192", "-t", "POST", "-j", cookie, path="signin")


def row(name, attack):
    before = memory()
    with Visitors() as visitors:
        note = attack()
    times = sorted(visitors.times)
    print(f"| {name} | {visitors.most} | {len(times)} | {len(visitors.failures)} | {statistics.median(times):.1f} "
          f"| {times[int(len(times) * 0.99)]:.1f} | {memory() - before:+.0f} MB | {note or ''} |", flush=True)


def attacks():
    if not shutil.which("slowhttptest"):
        sys.exit("connections: no slowhttptest: apt-get install slowhttptest")
    print("| attack | connections | visits | failed | p50 ms | p99 ms | memory | |")
    print("|---|---|---|---|---|---|---|---|")
    row("none", lambda: time.sleep(SECONDS / 3))
    row("slow heads", lambda: slow("-H", "-i", "2"))
    row("slow bodies", slow_bodies)
    row("slow reading", lambda: slow("-X", "-w", "1", "-y", "8", "-n", "2", "-z", "8", "-k", "5"))
    row("endless bodies", endless_bodies)


def idle(count=int(os.environ.get("IDLE_CONNECTIONS", 10_000))):
    resource.setrlimit(resource.RLIMIT_NOFILE, (count + 100, count + 100))
    before = memory()
    connections = []
    for index in range(count):
        connection = socket.create_connection(
            ("127.0.0.1", PORT), source_address=(f"127.0.1.{1 + index // 200}", 0))
        connection.sendall(b"GET /signin HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 ")
        connections.append(connection)
    time.sleep(1)
    for connection in connections:
        connection.setblocking(False)
        try:
            while piece := connection.recv(65536):
                pass
            sys.exit("connections: one was closed")
        except BlockingIOError:
            pass
    print(f"{count} connections, each after one page: {memory():.0f} MB resident, {before:.0f} MB before")


{"attacks": attacks, "idle": idle}[sys.argv[3]]()
