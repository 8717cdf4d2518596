"""What the browser tests stand on: the real server, a real mongod, a real Chromium."""

import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

import pymongo
import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("INKSTONE_BUILD", ROOT / ".build" / "debug"))
SCREENSHOTS = pathlib.Path(os.environ.get("INKSTONE_SCREENSHOTS", ROOT / "test-results" / "screenshots"))


def find_mongod():
    """The mongod that `make` uses: the one on PATH, else the one in .tools."""
    return shutil.which("mongod") or str(ROOT / ".tools" / "mongod")


def free_port():
    """A port below those of outgoing connections, which would take it while its server is down for a moment, and
    below those of private databases, which choose theirs after the site has been given its own."""
    while True:
        port = random.randrange(15_000, 20_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Mongod:
    """A mongod of the tests' own, which they may stop and start again."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.uri = f"mongodb://127.0.0.1:{self.port}/?replicaSet=tests"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [find_mongod(), "--dbpath", str(self.folder), "--port", str(self.port), "--bind_ip", "127.0.0.1",
             "--replSet", "tests", "--wiredTigerCacheSizeGB", "0.25", "--nounixsocket",
             "--logpath", str(self.folder / "mongod.log"), "--logappend"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        direct = pymongo.MongoClient("127.0.0.1", self.port, directConnection=True)
        try:
            direct.admin.command("replSetInitiate", {
                "_id": "tests", "members": [{"_id": 0, "host": f"127.0.0.1:{self.port}"}]})
        except pymongo.errors.OperationFailure as error:
            if error.code != 23:  # AlreadyInitialized
                raise
        deadline = time.monotonic() + 30
        while not direct.admin.command("hello")["isWritablePrimary"]:
            assert time.monotonic() < deadline, "mongod did not become primary"
            time.sleep(0.1)
        direct.close()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


class Site:
    """One `inkstone serve`, started as a person would start it."""

    def __init__(self, data, mongodb_uri=None):
        self.data = data
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith(("INKSTONE_", "MONGODB_"))}
        self.environment["INKSTONE_MONGOD"] = find_mongod()
        if mongodb_uri:
            self.environment["MONGODB_URI"] = mongodb_uri
        self.port = free_port()
        self.process = None
        self.output = []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        self.output = []
        self.process = subprocess.Popen(
            [str(BUILD / "inkstone"), "serve", "--port", str(self.port), "--data", str(self.data)],
            cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=self._read, args=[self.process.stdout], daemon=True).start()
        deadline = time.monotonic() + 60
        while not any(re.search(rf"https?://[^ ]*:{self.port}", line) for line in list(self.output)):
            assert self.process.poll() is None, "the server ended:\n" + "".join(self.output)
            assert time.monotonic() < deadline, "the server did not start:\n" + "".join(self.output)
            time.sleep(0.05)
        return self

    def _read(self, stream):
        for line in stream:
            self.output.append(line)

    def stop(self, how=signal.SIGINT):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)
        return self.process.returncode


@pytest.fixture(scope="session")
def browser():
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert executable, "no Chromium: `make test` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, browser):
    """A fresh visitor. What has no test of its own must work without scripts, too."""
    context = browser.new_context(java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def mongod(tmp_path):
    folder = tmp_path / "mongod"
    folder.mkdir()
    mongod = Mongod(folder)
    mongod.start()
    yield mongod
    mongod.stop()


@pytest.fixture
def site(tmp_path):
    """A new site on its own private mongod, as `make run` starts it."""
    site = Site(tmp_path / "data").start()
    yield site
    site.stop()


@pytest.fixture
def site_with_mongod(tmp_path, mongod):
    """A new site on a mongod that the test controls."""
    site = Site(tmp_path / "data", mongod.uri).start()
    yield site
    site.stop()


@pytest.fixture
def look(request):
    """Stores how a page looks, at the widths of a telephone and a desk, by day and by night."""

    def look(page, name):
        if "without JavaScript" in request.node.name:
            return
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        before = page.viewport_size
        for place, width, height in [("phone", 390, 844), ("desktop", 1280, 800)]:
            page.set_viewport_size({"width": width, "height": height})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} scrolls sideways at {width} pixels: {wide}"
            for scheme in ["light", "dark"]:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.screenshot(path=SCREENSHOTS / f"{name}-{place}-{scheme}.png", full_page=True, animations="disabled")
        page.emulate_media(color_scheme=None, reduced_motion=None)
        page.set_viewport_size(before)

    return look
