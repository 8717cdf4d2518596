"""Sends a multipart form with one file, as fast as the server takes it.

upload.py PORT PATH MEBIBYTES prints how fast that was.
"""

import re
import socket
import sys
import time

port, path, mebibytes = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
pattern = memoryview(bytes((i * 2654435761 >> 13) & 255 for i in range(2 << 20)))


def answer(connection):
    """Reads a response whose body is short."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, body = data.split(b"\r\n\r\n", 1)
    length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
    while len(body) < length:
        body += connection.recv(65536)
    return head.decode(), body.decode()


with socket.create_connection(("127.0.0.1", port)) as connection:
    connection.sendall(b"GET /form HTTP/1.1\r\nHost: localhost\r\n\r\n")
    head, token = answer(connection)
    cookie = re.search(r"(?i)set-cookie: ([^;]+)", head)[1]
    boundary = "----WebKitFormBoundaryAaBbCcDdEeFfGgHh"
    size = mebibytes << 20
    start = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in [("_csrf", token), ("size", size)])
    start += (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\n'
              "Content-Type: application/octet-stream\r\n\r\n")
    end = f"\r\n--{boundary}--\r\n"
    begin = time.perf_counter()
    connection.sendall((
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
        f"Content-Type: multipart/form-data; boundary={boundary}\r\n"
        f"Content-Length: {len(start) + size + len(end)}\r\n\r\n{start}").encode())
    for _ in range(mebibytes // 2):
        connection.sendall(pattern)
    connection.sendall(end.encode())
    head, body = answer(connection)
    seconds = time.perf_counter() - begin
assert body == str(size), head + body
print(f"{path} {mebibytes} in {seconds:.3f} s = {mebibytes / seconds:.1f}/s")
