"""The real program is told to end, and loses nothing that it was asked for."""

import http.client
import re
import signal
import socket
import threading
import time

import pymongo

from certificates import certificate
from conftest import ROOT, Site
from pictures import sideways_photograph
from streams import Streams
from writer import BOUNDARY, Writer, multipart


def test_stopping_under_load_fails_no_request(site):
    """Eight readers keep asking while the site is told to end: each request sent is answered whole."""
    failures, answers, stop = [], [], threading.Event()

    def read():
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        try:
            connection.connect()
        except OSError:
            return  # Nothing was asked.
        while not stop.is_set():
            try:
                connection.request("GET", "/")
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                failures.append(repr(error))
                return
            answers.append(answer.status)
            if answer.getheader("Connection") == "close":
                return

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    while len(answers) < 200:
        time.sleep(0.01)
    before = len(answers)
    site.process.send_signal(signal.SIGTERM)
    code = site.process.wait(30)
    stop.set()
    for reader in readers:
        reader.join()

    assert failures == []
    assert set(answers) == {200}
    assert len(answers) > before
    assert code == 0


def test_a_request_that_has_begun_is_finished(site):
    """A head that is half sent when the site is told to end is still answered, and then the connection ends."""
    with socket.create_connection(("127.0.0.1", site.port)) as connection:
        connection.settimeout(20)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        time.sleep(0.2)
        site.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        connection.sendall(b"\r\n")
        answer = b""
        while piece := connection.recv(65536):
            answer += piece

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"connection: close" in answer.lower()
    assert answer.endswith(b"</html>\n")
    assert site.process.wait(30) == 0


def test_who_reads_slowly_is_answered_whole_while_the_site_ends(site):
    """More answers than the system holds wait for a reader who takes none until after the site was told to end."""
    count = 400
    page = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    page.request("GET", "/signin")
    sheet = re.search(r"/static/css/site[^\"]*", page.getresponse().read().decode()).group()
    page.close()
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", site.port))
        connection.sendall(f"GET {sheet} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * count)
        time.sleep(0.5)
        site.process.send_signal(signal.SIGTERM)
        # Longer than a connection that rests is kept then.
        time.sleep(3)
        assert site.process.poll() is None, "".join(site.output)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        received = b""
        while piece := connection.recv(65536):
            received += piece

    answers = received.split(b"HTTP/1.1 ")[1:]
    assert len(answers) == count
    assert {answer.partition(b"\r\n\r\n")[2] for answer in answers} == {
        (ROOT / "static" / "css" / "site.css").read_bytes()}
    assert [b"connection: close" in answer.lower() for answer in answers] == [False] * (count - 1) + [True]
    assert site.process.wait(30) == 0


def end(site):
    """Tells a site to end, and waits until nobody gets in any more."""
    site.process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", site.port)).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.01)
    raise AssertionError("connections are still taken")


def wait_until(holds):
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def uploads(site):
    """The files that are on their way."""
    return list((site.data / "uploads").iterdir())


def picture(folder):
    return sideways_photograph(folder / "a.jpg", 300, 400).read_bytes()


def test_a_form_that_is_being_handled_is_answered(tmp_path, mongod):
    """A post is being stored, which the database delays, when the site is told to end."""
    site = Site(tmp_path / "data", mongod.uri).start()
    writer = Writer(site)
    draft, answers = writer.draft("Stored at the last moment"), []
    client = pymongo.MongoClient(mongod.uri)
    sender = threading.Thread(target=lambda: answers.append(writer.send("/posts", draft)))
    client.admin.command("fsync", lock=True)
    try:
        sender.start()
        wait_until(lambda: [operation for operation in client.admin.command("currentOp")["inprog"]
                            if operation.get("waitingForLock") and operation.get("ns", "").startswith("inkstone.")])
        end(site)
        unanswered = not answers
    finally:
        client.admin.command("fsyncUnlock")
        sender.join()

    assert unanswered
    assert [status for status, _ in answers] == [303]
    assert site.process.wait(30) == 0
    assert [post["title"] for post in client["inkstone"]["posts"].find()] == ["Stored at the last moment"]


def test_an_upload_under_way_is_taken_whole(site, tmp_path):
    """Half a picture has come when the site is told to end; the other half is still taken, and both are kept."""
    writer = Writer(site)
    body = multipart(writer.draft("A picture in two halves"), picture(tmp_path))
    head = (f"POST /posts HTTP/1.1\r\nHost: localhost\r\nCookie: {writer.cookie}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n").encode()
    with socket.create_connection(("127.0.0.1", site.port)) as connection:
        connection.settimeout(30)
        connection.sendall(head + body[:len(body) // 2])
        wait_until(lambda: uploads(site))
        end(site)
        connection.sendall(body[len(body) // 2:])
        answer = b""
        while piece := connection.recv(65536):
            answer += piece

    assert answer.startswith(b"HTTP/1.1 303 ")
    assert b"connection: close" in answer.lower()
    assert site.process.wait(30) == 0
    assert uploads(site) == []
    site.start()
    _, page = writer.ask("GET", "/posts/a-picture-in-two-halves")
    status, _ = writer.ask("GET", re.search(r'<img [^>]*src="([^"]*)', page)[1])
    assert status == 200


def test_streams_of_http2_that_are_open_are_answered(tmp_path):
    """Two halves of forms lie in streams of one TLS connection when the site is told to end."""
    chain, key = certificate(tmp_path, "stopping")
    site = Site(tmp_path / "data")
    site.environment |= {
        "INKSTONE_TLS_CERTIFICATE": chain, "INKSTONE_TLS_KEY": key, "INKSTONE_URL": f"https://127.0.0.1:{site.port}"}
    site.start()
    try:
        writer = Writer(site, tls=True)
        forms = [multipart(writer.draft(title), picture(tmp_path)) for title in ("First", "Second")]
        with Streams(site.port) as streams:
            for form in forms:
                streams.post("/posts", writer.cookie, f"multipart/form-data; boundary={BOUNDARY}", form[:len(form) // 2])
            wait_until(lambda: len(uploads(site)) == 2)
            end(site)
            answers = streams.finish([form[len(form) // 2:] for form in forms])
        code = site.process.wait(30)
        site.start()
        shown = [writer.ask("GET", path)[0] for path in ("/posts/first", "/posts/second")]
    finally:
        site.stop()

    assert answers == ["303", "303"]
    assert streams.is_told_to_go
    assert code == 0
    assert shown == [200, 200]
