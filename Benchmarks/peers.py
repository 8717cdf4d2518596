"""The workloads of mapper-bench in Python: peers.py pymongo|mongoengine URI WORKLOAD COUNT"""

import datetime
import sys
import time

import bson
import gridfs
import pymongo
from bson import ObjectId

BODY = "x" * 3600
START = datetime.datetime(2024, 1, 1)
MEBIBYTES = 50
BATCH = 1000
DATABASE = "inkstone_benchmarks_peers"


def check(is_right, reason):
    """Refuses to report how fast wrong results were."""
    if not is_right:
        sys.exit(f"peers: {reason}")


def post(number):
    return {
        "_id": ObjectId(),
        "title": "Ink Stone River Paper Lantern",
        "slug": f"post-{number}",
        "body": BODY,
        "tags": ["swift", "mongodb"],
        "authorID": ObjectId(),
        "createdAt": START + datetime.timedelta(hours=number),
        "published": True,
        "revision": 1,
    }


def small(foreign=None):
    words = ["Ink Stone", "Paper", "Lantern", "River", "Mountain", "Willow"]
    document = {f"field{i + 1}": word for i, word in enumerate(words)}
    document |= {"field7": foreign} if foreign else {}
    numbers = [1, 22, 333, 4444, 55555, 666666]
    return document | {f"field{i + 8}": number for i, number in enumerate(numbers)}


def large():
    return {f"field{i}": "x" * 12880 for i in range(1, 251)}


def part():
    return {"uniqueID": ObjectId()} | {
        f"field{i}": f"ink stone paper lantern {i}" for i in range(1, 15)
    }


NAMES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]


def nested():
    return {name: part() for name in NAMES} | {"list": [part() for _ in range(5)]}


def batches(count, make, size=BATCH):
    for start in range(0, count, size):
        yield [make(i) for i in range(start, min(start + size, count))]


class PyMongo:
    """Plain documents, as dictionaries."""

    def __init__(self, uri):
        self.database = pymongo.MongoClient(uri)[DATABASE]
        self.database.command("ping")

    def collection(self, name, is_new=False):
        collection = self.database[name]
        if is_new:
            collection.drop()
        return collection

    def insert(self, count):
        posts = self.collection("posts", is_new=True)
        yield
        for number in range(count):
            posts.insert_one(post(number))
        yield count

    def bulk(self, count):
        posts = self.collection("posts", is_new=True)
        yield
        for batch in batches(count, post):
            posts.insert_many(batch)
        posts.create_indexes(
            [pymongo.IndexModel([("slug", 1)]), pymongo.IndexModel([("createdAt", -1)])]
        )
        yield count

    def findone(self, count):
        posts = self.collection("posts")
        yield
        for number in range(count):
            slug = f"post-{number % 2000}"
            check(posts.find_one({"slug": slug})["slug"] == slug, "another post was found")
        yield count

    def list(self, count):
        posts = self.collection("posts")
        yield
        done = 0
        for _ in range(count):
            done += len(posts.find().sort("createdAt", -1).limit(20).to_list())
        check(done == count * 20, "a page is not full")
        yield done

    def scan(self, count):
        posts = self.collection("posts")
        yield
        done = 0
        while done < count:
            for found in posts.find():
                done += 1
                check(len(found["body"]) == 3600, "a body has another length")
        yield done

    def gridfs_up(self, count):
        bucket = gridfs.GridFSBucket(self.database)
        self.collection("fs.files", is_new=True)
        self.collection("fs.chunks", is_new=True)
        data = bytes(((i * 2654435761) >> 13) & 255 for i in range(1 << 21)) * (MEBIBYTES // 2)
        yield
        for _ in range(count):
            bucket.upload_from_stream("blob", data)
        yield count * MEBIBYTES

    def gridfs_down(self, count):
        bucket = gridfs.GridFSBucket(self.database)
        found = self.collection("fs.files").find_one()["_id"]
        yield
        for _ in range(count):
            size = 0
            file = bucket.open_download_stream(found)
            while chunk := file.readchunk():
                size += len(chunk)
            check(size == MEBIBYTES << 20, "the file has another length")
        yield count * MEBIBYTES

    def encode(self, count):
        document = post(1)
        yield
        for _ in range(count):
            bson.encode(document)
        yield count

    def decode(self, count):
        data = bson.encode(post(1))
        yield
        for _ in range(count):
            document = bson.decode(data)
        check(len(document["body"]) == 3600, "a body has another length")
        yield count

    def create(self, name, make, count):
        collection = self.collection(name, is_new=True)
        yield
        for _ in range(count):
            collection.insert_one(make())
        yield count

    def prepare(self, name, make, count, size=BATCH):
        collection = self.collection(name, is_new=True)
        ids = []
        for batch in batches(count, lambda _: make(), size):
            ids += collection.insert_many(batch).inserted_ids
        return collection, ids

    def update(self, name, make, field, count, size=BATCH):
        collection, ids = self.prepare(name, make, count, size)
        yield
        for identifier in ids:
            collection.update_one({"_id": identifier}, {"$set": {field: "updated_value"}})
        yield count

    def small_create(self, count):
        return self.create("small", small, count)

    def small_find(self, count):
        collection, ids = self.prepare("small", small, count)
        yield
        for identifier in ids:
            check(collection.find_one({"_id": identifier})["field13"] == 666666, "another was found")
        yield count

    def small_find_foreign(self, count):
        collection, ids = self.prepare("small", small, count)
        collection.create_index("field7")
        for start in range(0, count, BATCH):
            collection.insert_many([small(i) for i in ids[start : start + BATCH]])
        yield
        for identifier in ids:
            found = collection.find_one({"field7": identifier})
            foreign = collection.find_one({"_id": found["field7"]})
            check(foreign["_id"] == identifier, "another was found")
        yield count

    def small_update(self, count):
        return self.update("small", small, "field1", count)

    def large_create(self, count):
        return self.create("large", large, count)

    def large_update(self, count):
        return self.update("large", large, "field1", count, size=4)

    def nested_create(self, count):
        return self.create("nested", nested, count)

    def nested_keys(self, count, path, key):
        collection, ids = self.prepare("nested", nested, count, size=500)
        collection.create_index(path)
        return collection, [key(found) for found in collection.find()]

    def nested_find(self, count):
        collection, keys = self.nested_keys(
            count, "first.uniqueID", lambda found: found["first"]["uniqueID"]
        )
        yield
        for key in keys:
            found = collection.find_one({"first.uniqueID": key})
            check(found["first"]["uniqueID"] == key, "another was found")
        yield count

    def nested_find_array(self, count):
        collection, keys = self.nested_keys(
            count, "list.uniqueID", lambda found: found["list"][2]["uniqueID"]
        )
        yield
        for key in keys:
            found = collection.find_one({"list.uniqueID": key})
            check(found["list"][2]["uniqueID"] == key, "another was found")
        yield count

    def nested_update(self, count):
        return self.update("nested", nested, "first.field1", count, size=500)


class MongoEngine:
    """Objects, as MongoEngine maps them."""

    def __init__(self, uri):
        import mongoengine as me

        me.connect(DATABASE, host=uri, uuidRepresentation="standard")
        me.get_db().command("ping")

        Small = type(
            "Small",
            (me.Document,),
            {
                "meta": {"collection": "small", "auto_create_index": False},
                **{f"field{i}": me.StringField() for i in range(1, 7)},
                "field7": me.ReferenceField("self", dbref=False),
                **{f"field{i}": me.IntField() for i in range(8, 14)},
            },
        )
        Large = type(
            "Large",
            (me.Document,),
            {
                "meta": {"collection": "large", "auto_create_index": False},
                **{f"field{i}": me.StringField() for i in range(1, 251)},
            },
        )
        Part = type(
            "Part",
            (me.EmbeddedDocument,),
            {
                "uniqueID": me.ObjectIdField(required=True),
                **{f"field{i}": me.StringField() for i in range(1, 15)},
            },
        )
        Nested = type(
            "Nested",
            (me.Document,),
            {
                "meta": {"collection": "nested", "auto_create_index": False},
                **{name: me.EmbeddedDocumentField(Part) for name in NAMES},
                "list": me.ListField(me.EmbeddedDocumentField(Part)),
            },
        )
        self.small_model, self.large_model, self.nested_model = Small, Large, Nested
        self.part = Part

    def new_nested(self):
        return self.nested_model(
            **{name: self.part(**part()) for name in NAMES},
            list=[self.part(**part()) for _ in range(5)],
        )

    def create(self, model, make, count):
        model.drop_collection()
        yield
        for _ in range(count):
            make().save()
        yield count

    def prepare(self, model, make, count):
        model.drop_collection()
        return [make().save() for _ in range(count)]

    def update(self, model, make, change, count):
        found = self.prepare(model, make, count)
        yield
        for document in found:
            change(document)
            document.save()
        yield count

    def small_create(self, count):
        return self.create(self.small_model, lambda: self.small_model(**small()), count)

    def small_find(self, count):
        model = self.small_model
        ids = [d.id for d in self.prepare(model, lambda: model(**small()), count)]
        yield
        for identifier in ids:
            check(model.objects.get(id=identifier).field13 == 666666, "another was found")
        yield count

    def small_find_foreign(self, count):
        model = self.small_model
        ids = [d.id for d in self.prepare(model, lambda: model(**small()), count)]
        model.create_index("field7")
        for identifier in ids:
            model(**small(identifier)).save()
        yield
        for identifier in ids:
            found = model.objects(field7=identifier).first()
            check(found.field7.id == identifier, "another was found")
            check(found.field7.field13 == 666666, "the other was not loaded")
        yield count

    def small_update(self, count):
        def change(document):
            document.field1 = "updated_value"

        return self.update(self.small_model, lambda: self.small_model(**small()), change, count)

    def large_create(self, count):
        return self.create(self.large_model, lambda: self.large_model(**large()), count)

    def large_update(self, count):
        def change(document):
            document.field1 = "updated_value"

        return self.update(self.large_model, lambda: self.large_model(**large()), change, count)

    def nested_create(self, count):
        return self.create(self.nested_model, self.new_nested, count)

    def nested_find(self, count):
        model = self.nested_model
        keys = [d.first.uniqueID for d in self.prepare(model, self.new_nested, count)]
        model.create_index("first.uniqueID")
        yield
        for key in keys:
            found = model.objects(first__uniqueID=key).first()
            check(found.first.uniqueID == key, "another was found")
        yield count

    def nested_find_array(self, count):
        model = self.nested_model
        keys = [d.list[2].uniqueID for d in self.prepare(model, self.new_nested, count)]
        model.create_index("list.uniqueID")
        yield
        for key in keys:
            found = model.objects(list__uniqueID=key).first()
            check(found.list[2].uniqueID == key, "another was found")
        yield count

    def nested_update(self, count):
        def change(document):
            document.first.field1 = "updated_value"

        return self.update(self.nested_model, self.new_nested, change, count)


def main():
    library, uri, workload, count = sys.argv[1:]
    peer = {"pymongo": PyMongo, "mongoengine": MongoEngine}[library](uri)
    # Each workload yields when it is ready, and then how much it did.
    work = getattr(peer, workload.replace("-", "_"))(int(count))
    next(work)
    start = time.perf_counter()
    done = next(work)
    seconds = time.perf_counter() - start
    print(f"{workload} {done} in {seconds:.3f} s = {done / seconds:.1f}/s")


main()
