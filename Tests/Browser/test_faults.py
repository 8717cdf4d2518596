"""What people see when something breaks, and that nothing is lost by it."""

import signal
import subprocess
import time

import bson
import people
import pymongo
import pytest

from conftest import Site, free_port


def test_everything_is_there_after_a_restart(page, site):
    people.set_up(page, site)
    people.write_post(page, site, "Kept", "Words to keep.")
    address = page.url

    assert site.stop(signal.SIGINT) == 0
    site.start()

    assert page.goto(address).status == 200
    assert page.get_by_role("button", name="Sign out").is_visible(), "the session outlives the server"


def mongod_of(folder):
    return subprocess.run(["pgrep", "-f", str(folder)], capture_output=True, text=True).stdout.split()


def test_a_killed_server_leaves_no_mongod_and_starts_again(page, site):
    people.set_up(page, site)
    people.write_post(page, site, "Kept", "Words to keep.")
    address = page.url

    site.stop(signal.SIGKILL)
    deadline = time.monotonic() + 30
    while mongod_of(site.data):
        assert time.monotonic() < deadline, "a mongod outlived its server"
        time.sleep(0.1)
    site.start()

    assert page.goto(address).status == 200


def test_a_broken_page_says_so_and_leaks_nothing(page, site_with_mongod, mongod, look):
    site = site_with_mongod
    people.set_up(page, site)
    posts = pymongo.MongoClient(mongod.uri).inkstone.posts
    posts.insert_one({"_id": bson.ObjectId(), "slug": "broken", "title": 42, "secret": "do not tell"})

    answer = page.goto(site.address + "/posts/broken")

    assert answer.status == 500
    identifier = answer.headers["x-request-id"]
    text = page.locator("main").inner_text()
    assert identifier in text
    assert not any(word in page.content() for word in ["BSON", "do not tell", "title:", "Swift"])
    assert any(identifier in line for line in site.output), "the log has the cause under the same id"
    look(page, "broken")


def test_without_the_database_a_kind_page_and_recovery(page, site_with_mongod, mongod, look):
    site = site_with_mongod
    people.set_up(page, site)
    mongod.stop()

    started = time.monotonic()
    answer = page.goto(site.address + "/")
    waited = time.monotonic() - started

    assert answer.status == 503 and waited < 5
    assert "retry-after" in answer.headers
    look(page, "unavailable")
    mongod.start()
    deadline = time.monotonic() + 20
    while page.goto(site.address + "/").status != 200:
        assert time.monotonic() < deadline, "the site did not recover"
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_a_database_that_hangs_is_a_kind_page_too(page, site_with_mongod, mongod):
    site = site_with_mongod
    assert page.goto(site.address + "/").status == 200
    mongod.process.send_signal(signal.SIGSTOP)

    started = time.monotonic()
    # The front page may still be known.
    answer = page.goto(site.address + "/posts/not-known")
    waited = time.monotonic() - started
    mongod.process.send_signal(signal.SIGCONT)

    assert answer.status == 503 and waited < 5
    deadline = time.monotonic() + 20
    while page.goto(site.address + "/posts/not-known").status != 404:
        assert time.monotonic() < deadline, "the site did not recover"


def test_words_come_back_when_the_database_stops_before_they_are_saved(page, site_with_mongod, mongod):
    site = site_with_mongod
    people.set_up(page, site)
    page.goto(site.address + "/write")
    people.fill_post(page, "An hour", "Many words that took an hour.")
    mongod.stop()

    with page.expect_navigation() as navigation:
        page.locator("main form button[type=submit]").first.click()

    assert navigation.value.status == 503
    assert page.get_by_label("Text").input_value() == "Many words that took an hour."


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["dies", "hangs"])
def test_a_cache_that_fails_is_nobodys_error(browser, tmp_path, how):
    """Old posts, new posts and the page for what is missing are there when the cache's server is not."""
    port = free_port()
    memcached = subprocess.Popen(["memcached", "-l", "127.0.0.1", "-p", str(port), "-U", "0", "-u", "root"])
    site = Site(tmp_path / "data")
    site.environment["INKSTONE_CACHE"] = f"memcached://127.0.0.1:{port}"
    writer, reader = browser.new_context().new_page(), browser.new_context().new_page()
    try:
        site.start()
        people.set_up(writer, site)
        people.write_post(writer, site, "Before", "Words that were kept.")
        old = writer.url
        before = [reader.goto(address).status for address in (site.address, old, site.address, old)]
        memcached.send_signal(how)
        people.write_post(writer, site, "After", "Words that could not be kept.")
        new = writer.url
        after = [reader.goto(address).status for address in (site.address, old, new)]
        titles = reader.goto(site.address) and reader.locator("article h2").all_inner_texts()
        missing = reader.goto(site.address + "/posts/nowhere")
    finally:
        site.stop()
        memcached.kill()
        memcached.wait(30)
        writer.context.close()
        reader.context.close()

    assert (before, after) == ([200] * 4, [200] * 3)
    assert titles == ["After", "Before"]
    assert missing.status == 404
    assert not any(" error " in line or " critical " in line for line in site.output)


def test_a_wrong_uri_is_one_line_that_says_what_to_do(site):
    for uri in ["postgres://localhost/blog", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500"]:
        site.environment["MONGODB_URI"] = uri
        ended = subprocess.run(
            [site.process.args[0], "serve", "--port", "0", "--data", str(site.data)],
            env=site.environment, capture_output=True, text=True, timeout=30)
        assert ended.returncode != 0
        message = ended.stderr.strip().splitlines()
        assert len(message) == 1 and "MONGODB_URI" in message[0], ended.stderr
