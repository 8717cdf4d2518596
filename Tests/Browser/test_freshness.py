"""Pages that are kept, and what is saved meanwhile: in two servers that share one database."""

import datetime
import http.client
import random
import re
import threading
import time

import bson
import people
import pymongo
import pytest

from conftest import Site

TOKEN = "a token for the tests of freshness"
SECONDS = 5
# Far more than it takes: the test must not depend on how busy the machine is.
BOUND = 2.0


@pytest.fixture(params=["memory", "sqlite"])
def sites(request, tmp_path, mongod):
    """Two servers, each with pages of its own, or with a file of pages that both share."""
    sites = [Site(tmp_path / name, mongod.uri) for name in ("one", "two")]
    for site in sites:
        site.environment["INKSTONE_METRICS_TOKEN"] = TOKEN
        if request.param == "sqlite":
            site.environment["INKSTONE_CACHE"] = f"sqlite:{tmp_path / 'pages'}"
        site.start()
    yield sites
    for site in sites:
        site.stop()


class Reader:
    """Somebody who is not signed in, over one connection."""

    def __init__(self, site):
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)

    def get(self, path, headers={}):
        self.connection.request("GET", path, headers=headers)
        response = self.connection.getresponse()
        return response, response.read().decode()


def early_hits(site):
    _, text = Reader(site).get("/metrics", {"Authorization": f"Bearer {TOKEN}"})
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines()
               if "cache" in line and re.search(r"outcome=\"hit\"|hits", line) and not line.startswith("#"))


def post(author, number):
    return {"_id": bson.ObjectId(), "title": f"Number {number};", "slug": "numbers", "body": "Words.", "tags": ["ink"],
            "author": author, "created": datetime.datetime.now(datetime.timezone.utc), "version": 1}


def user(identifier):
    return {"_id": identifier, "username": "ada", "displayName": "Writer 0;", "passwordHash": "none", "role": "owner",
            "ownsSite": True, "created": datetime.datetime.now(datetime.timezone.utc)}


def test_no_reader_sees_a_page_older_than_what_was_saved(mongod, sites):
    database = pymongo.MongoClient(mongod.uri)["inkstone"]
    author = bson.ObjectId()
    document = post(author, 0)
    database.users.insert_one(user(author))
    database.posts.insert_one(document)
    database.settings.replace_one({"_id": "site"}, {"title": "Site 0;", "language": "en"}, upsert=True)
    # What is saved, of which every page shows the number: a post, a person, the settings.
    places = {
        "Number": lambda text: database.posts.update_one({"_id": document["_id"]}, {"$set": {"title": text}}),
        "Writer": lambda text: database.users.update_one({"_id": author}, {"$set": {"displayName": text}}),
        "Site": lambda text: database.settings.update_one({"_id": "site"}, {"$set": {"title": text}}),
    }
    begin = time.monotonic()
    saved, seen, end = {name: [(begin, 0)] for name in places}, [], threading.Event()

    def save():
        while not end.is_set():
            name, place = random.choice(list(places.items()))
            number = len(saved[name])
            place(f"{name} {number};")
            saved[name].append((time.monotonic(), number))
            time.sleep(random.choice([0, 0.01, 0.1, 0.3]))

    def read(site):
        reader = Reader(site)
        while not end.is_set():
            begun = time.monotonic()
            response, text = reader.get(random.choice(["/", "/posts/numbers", "/tags/ink", "/authors/ada"]))
            seen.append((begun, response.status, dict(re.findall(r"(Number|Writer|Site) (\d+);", text))))

    threads = [threading.Thread(target=save)] + [threading.Thread(target=read, args=[site]) for site in sites * 2]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    end.set()
    for thread in threads:
        thread.join()

    assert {status for _, status, _ in seen} == {200}
    assert {tuple(sorted(numbers)) for _, _, numbers in seen} == {("Number", "Site", "Writer")}
    lateness = sorted(late(begun, int(number), saved[name]) for begun, _, numbers in seen for name, number in numbers.items())
    print(f"{len(seen)} pages while {sum(map(len, saved.values()))} saves: late by {1000 * lateness[-1]:.0f} ms at most, "
          f"by {1000 * lateness[len(lateness) * 999 // 1000]:.0f} ms in one of a thousand")
    assert lateness[-1] < BOUND
    assert all(early_hits(site) > 0 for site in sites)


def late(begun, number, saved):
    """How long before a page was asked for its next number had been saved."""
    return max(0, begun - next((time for time, other in saved if other > number), begun))


def test_kept_pages_are_shown_while_the_database_is_away(mongod, sites):
    database = pymongo.MongoClient(mongod.uri)["inkstone"]
    author = bson.ObjectId()
    database.users.insert_one(user(author))
    database.posts.insert_one(post(author, 7))
    site = sites[0]
    kept, _ = Reader(site).get("/posts/numbers")
    assert kept.status == 200
    until_kept(site)

    mongod.stop()
    shown, text = Reader(site).get("/posts/numbers")
    other, _ = Reader(site).get("/posts/never-asked-for")

    assert shown.status == 200 and "Number 7;" in text
    assert other.status == 503

    mongod.start()
    deadline = time.monotonic() + 30
    while Reader(site).get("/posts/never-asked-for")[0].status != 404:
        assert time.monotonic() < deadline, "the site did not recover"
        time.sleep(0.1)


def until_kept(site):
    """Asks until an answer comes from the cache: the log of changes is read a moment after the start."""
    before, deadline = early_hits(site), time.monotonic() + 30
    while early_hits(site) == before:
        assert time.monotonic() < deadline, "nothing is kept"
        Reader(site).get("/posts/numbers")
        time.sleep(0.05)


def test_the_owner_sees_what_the_cache_does_and_clears_it(page, site, look):
    people.set_up(page, site)
    people.write_post(page, site, "Ink", "Words.", "ink")
    for _ in range(3):
        assert Reader(site).get("/")[0].status == 200
    page.goto(site.address + "/admin/people")
    page.get_by_role("link", name="How pages are kept for readers").click()
    look(page, "cache")
    assert page.get_by_role("rowheader", name="list").is_visible()

    page.get_by_role("button", name="Clear everything").click()

    assert "Every page is made anew" in page.get_by_role("status").first.inner_text()
