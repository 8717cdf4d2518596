"""What an operator may choose, seen in the real program."""

import http.client
import re
import subprocess

import pytest

from conftest import BUILD, ROOT, Site


@pytest.mark.parametrize("choice", [None, "direct", "redirect"])
def test_the_favicon_is_there_or_leads_to_its_lasting_address(tmp_path, choice):
    site = Site(tmp_path / "data")
    if choice:
        site.environment["INKSTONE_FAVICON"] = choice

    def get(path):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location"), answer.read()

    site.start()
    try:
        status, location, body = get("/favicon.ico")
        end = get(location) if location else (status, None, body)
    finally:
        site.stop()

    assert status == (302 if choice == "redirect" else 200)
    assert bool(re.fullmatch(r"/static/favicon\.[0-9a-f]{12}\.ico", location or "")) == (choice == "redirect")
    assert end == (200, None, (ROOT / "static" / "favicon.ico").read_bytes())


def test_a_choice_that_there_is_not_stops_the_start(tmp_path):
    site = Site(tmp_path / "data")
    done = subprocess.run(
        [str(BUILD / "inkstone"), "serve", "--data", str(tmp_path / "data")], cwd=ROOT, text=True,
        capture_output=True, env=site.environment | {"INKSTONE_FAVICON": "maybe"}, timeout=60)

    assert done.returncode == 1
    assert "INKSTONE_FAVICON is 'maybe': give direct or redirect." in done.stderr
