"""The real program: how it stops under load, speaks TLS and judges its settings."""

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import threading
import time

import pytest

from conftest import BUILD, ROOT, Site


def certificate(folder, name):
    """A certificate of our own for 127.0.0.1; the old one at that place is replaced."""
    key, chain = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", str(key), "-out", str(chain), "-days", "90", "-subj", f"/CN={name}",
         "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    key.chmod(0o600)
    return str(chain), str(key)


def served_name(port):
    """The name in the certificate that a new connection is shown."""
    pem = ssl.get_server_certificate(("127.0.0.1", port))
    text = subprocess.run(["openssl", "x509", "-noout", "-subject"], input=pem, text=True, check=True, capture_output=True)
    return text.stdout.strip().split("=")[-1].strip()


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


def test_tls_and_http2_with_a_certificate_that_changes(tmp_path):
    """A new certificate is served after SIGHUP without a restart; curl gets a page over HTTP/2."""
    chain, key = certificate(tmp_path, "first")
    site = Site(tmp_path / "data")
    site.environment |= {
        "INKSTONE_TLS_CERTIFICATE": chain, "INKSTONE_TLS_KEY": key, "INKSTONE_URL": f"https://127.0.0.1:{site.port}"}
    site.start()
    try:
        page = subprocess.run(
            ["curl", "--silent", "--insecure", "--http2", "--output", "/dev/null", "--write-out",
             "%{http_version} %{http_code}", f"https://127.0.0.1:{site.port}/signin"],
            text=True, check=True, capture_output=True).stdout
        first = served_name(site.port)
        certificate(tmp_path, "second")
        site.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 20
        while (second := served_name(site.port)) == first and time.monotonic() < deadline:
            time.sleep(0.1)
    finally:
        site.stop()

    assert page in ("2 200", "2 303")
    assert (first, second) == ("first", "second")


def test_a_theme_is_worked_on(tmp_path):
    """A theme's file takes the place of ours; in development its changes and mistakes show at the next reload."""
    file = tmp_path / "theme" / "templates" / "posts" / "empty.mustache"
    file.parent.mkdir(parents=True)
    file.write_text("<p>Themed</p>\n")
    site = Site(tmp_path / "data")
    site.environment |= {"INKSTONE_THEME": str(tmp_path / "theme"), "INKSTONE_ENVIRONMENT": "development"}

    def get():
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        connection.request("GET", "/")
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    site.start()
    try:
        themed = get()
        file.write_text("<p>\n{{oops}}</p>\n")
        broken = get()
        file.write_text("<p>Mended at last</p>\n")
        mended = get()
    finally:
        site.stop()

    assert themed[0] == 200 and "<p>Themed</p>" in themed[1]
    assert broken[0] == 500 and f"{file}:2:1" in broken[1]
    assert mended[0] == 200 and "<p>Mended at last</p>" in mended[1]


def check(data, **settings):
    """Runs `inkstone check` and returns its exit code and what it said."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("INKSTONE_", "MONGODB_"))}
    done = subprocess.run(
        [str(BUILD / "inkstone"), "check", "--data", str(data)], cwd=ROOT, text=True, capture_output=True,
        env=environment | {key: str(value) for key, value in settings.items()})
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def good(tmp_path):
    """Settings that a site on the open internet may have."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return data, {
        "INKSTONE_SECRET_KEY": os.urandom(32).hex(), "INKSTONE_ENVIRONMENT": "production",
        "INKSTONE_URL": "https://blog.example", "INKSTONE_TRUSTED_PROXIES": "127.0.0.1",
        "INKSTONE_MAX_CONNECTIONS": 100}


def as_root(output):
    """Tests may run as root, which is a finding of its own."""
    return "runs as root" in output


def test_good_settings_have_nothing_to_mend(good):
    data, settings = good
    code, output = check(data, **settings)

    assert code == 0 or (as_root(output) and "\n1 to mend." in output), output


@pytest.mark.parametrize("change, finding", [
    ({"INKSTONE_SECRET_KEY": ""}, "INKSTONE_SECRET_KEY: there is none"),
    ({"INKSTONE_SECRET_KEY": "0" * 64}, "INKSTONE_SECRET_KEY: it is no key, or one that can be guessed"),
    ({"INKSTONE_ENVIRONMENT": ""}, "INKSTONE_ENVIRONMENT: it is not 'production'"),
    ({"INKSTONE_LOG_LEVEL": "debug"}, "INKSTONE_LOG_LEVEL: "),
    ({"INKSTONE_URL": ""}, "INKSTONE_URL: there is none"),
    ({"INKSTONE_URL": "http://blog.example"}, "INKSTONE_URL: it is plain HTTP"),
    ({"INKSTONE_ALLOWED_HOSTS": "*"}, "INKSTONE_ALLOWED_HOSTS: any name"),
    ({"INKSTONE_HOST": "0.0.0.0", "INKSTONE_TRUSTED_PROXIES": ""}, "INKSTONE_HOST: 0.0.0.0 can be reached"),
    ({"INKSTONE_TRUSTED_PROXIES": ""}, "INKSTONE_TRUSTED_PROXIES: no front server"),
    ({"INKSTONE_TRUSTED_PROXIES": "0.0.0.0/0"}, "INKSTONE_TRUSTED_PROXIES: everybody is believed"),
    ({"INKSTONE_MAX_CONNECTIONS": 10**9}, "INKSTONE_MAX_CONNECTIONS: only"),
    ({"MONGODB_URI": "mongodb://db.invalid/blog"}, "MONGODB_URI: no user is named"),
    ({"MONGODB_URI": "mongodb://a:b@db.invalid/blog"}, "MONGODB_URI: what is sent to the server"),
    ({"MONGODB_URI": "mongodb://127.0.0.1:1/blog"}, "MONGODB_URI: the server cannot be asked"),
])
def test_each_unsafe_setting_is_named_with_what_to_do(good, change, finding):
    data, settings = good
    code, output = check(data, **(settings | change))

    assert code == 1
    assert finding in output


def test_what_others_can_read_is_named(good):
    data, settings = good
    (data / "secret-key").write_text("0" * 64)
    (data / "secret-key").chmod(0o644)
    data.chmod(0o755)
    code, output = check(data, **settings)

    assert code == 1
    assert f"chmod 700 {data}`" in output
    assert f"chmod 600 {data}/secret-key`" in output


def test_a_certificate_that_ends_soon_is_named(good, tmp_path):
    data, settings = good
    chain, key = certificate(tmp_path, "soon")
    subprocess.run(
        ["openssl", "req", "-x509", "-key", key, "-out", chain, "-days", "5", "-subj", "/CN=soon"],
        check=True, capture_output=True)
    code, output = check(data, **settings, INKSTONE_TLS_CERTIFICATE=chain, INKSTONE_TLS_KEY=key, INKSTONE_REDIRECT_PORT=80)

    assert code == 1
    assert "INKSTONE_TLS_CERTIFICATE: it expires in 4 days." in output


def test_flags_win_over_variables_and_variables_over_the_file(tmp_path):
    file = tmp_path / "settings"
    file.write_text(
        "# A comment.\n\nINKSTONE_LOG_LEVEL=nonsense\nINKSTONE_PORT=1\n"
        f"INKSTONE_DATA={tmp_path / 'of-file'}\n")
    environment = {
        "INKSTONE_SETTINGS": file, "INKSTONE_LOG_LEVEL": "also nonsense", "INKSTONE_PORT": "nonsense"}
    code, output = check(tmp_path / "data", **environment)
    assert code == 1
    assert "INKSTONE_PORT is 'nonsense'" in output

    code, output = check(tmp_path / "data", **(environment | {"INKSTONE_PORT": "", }))
    assert "also nonsense" in output


def test_a_misspelt_setting_in_the_file_is_refused(tmp_path):
    file = tmp_path / "settings"
    file.write_text("INKSTONE_PORT=8080\nINKSTONE_PROT=8080\n")
    code, output = check(tmp_path / "data", INKSTONE_SETTINGS=file)

    assert code == 1
    assert f"line 2 of {file} is no setting" in output
