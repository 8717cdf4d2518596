"""The real program: how it speaks TLS and shows a theme that is worked on."""

import http.client
import signal
import ssl
import subprocess
import time

import pytest

from certificates import certificate
from conftest import Site


def served_name(port):
    """The name in the certificate that a new connection is shown."""
    pem = ssl.get_server_certificate(("127.0.0.1", port))
    text = subprocess.run(["openssl", "x509", "-noout", "-subject"], input=pem, text=True, check=True, capture_output=True)
    return text.stdout.strip().split("=")[-1].strip()


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


@pytest.mark.parametrize("settings, value", [
    ({}, "max-age=63072000"),
    ({"INKSTONE_HSTS_SUBDOMAINS": "yes", "INKSTONE_HSTS_PRELOAD": "no"}, "max-age=63072000; includeSubDomains"),
    ({"INKSTONE_HSTS_SUBDOMAINS": "yes", "INKSTONE_HSTS_PRELOAD": "yes"},
     "max-age=63072000; includeSubDomains; preload"),
])
def test_browsers_are_told_to_use_tls_as_the_settings_say(tmp_path, mongod, settings, value):
    site = Site(tmp_path / "data", mongod.uri)
    site.environment |= settings | {"INKSTONE_URL": "https://127.0.0.1"}
    site.start()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        connection.request("GET", "/healthz")
        told = connection.getresponse().getheader("Strict-Transport-Security")
    finally:
        site.stop()

    assert told == value


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
