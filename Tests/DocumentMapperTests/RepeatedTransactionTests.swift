import BSON
import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("Saving in transactions that are repeated", .database, .needsServer)
struct RepeatedTransactionTests {
    struct Refusal: Error {}

    /// A commit that the server refuses, as it does after a failover.
    private static let lostCommit: BSONDocument = [
        "failCommands": ["commitTransaction"], "errorCode": 251,
        "errorLabels": ["TransientTransactionError"],
    ]

    let articles: Documents<Article>

    init() throws {
        articles = try .forTest()
    }

    /// Runs `body` in a transaction whose first commit fails, and returns the attempts.
    private func repeating(
        _ body: (Documents<Article>) async throws -> Void
    ) async throws -> Int {
        // A collection cannot always be made in a transaction.
        try await articles.collection.insert([["_id": "other"]])
        try await articles.collection.deleteOne(["_id": "other"])
        return try await FailPoint.set(Self.lostCommit, times: 1) { client in
            var attempts = 0
            try await client.database(articles.collection.database.name)
                .withTransaction { database in
                    attempts += 1
                    try await body(Documents(in: database))
                }
            return attempts
        }
    }

    @Test func `an edit is saved by the attempt that is committed`() async throws {
        var article = try await articles.insert(Article(title: "a", slug: "a"))
        article.title = "b"

        let attempts = try await repeating { try await $0.save(&article) }

        let found = try await articles.find(id: article.id)
        #expect(attempts == 2)
        #expect(found?.title == "b")
        #expect(found == article)
    }

    @Test func `a document is stored by the attempt that is committed`() async throws {
        var article = Article(title: "a", slug: "a")

        let attempts = try await repeating { try await $0.save(&article) }

        #expect(attempts == 2)
        #expect(try await articles.find(id: article.id) == article)
    }

    @Test func `a document that is saved twice is so in each attempt`() async throws {
        var article = Article(title: "a", slug: "a")

        let attempts = try await repeating { articles in
            try await articles.save(&article)
            article.views += 1
            try await articles.save(&article)
        }

        let found = try await articles.find(id: article.id)
        #expect(attempts == 2)
        #expect(found?.views == 2)
        #expect(found == article)
    }

    @Test func `what is inserted, changed and deleted is so once`() async throws {
        let changed = try await articles.insert(Article(title: "a", slug: "a"))
        let deleted = try await articles.insert(Article(title: "d", slug: "d"))

        let attempts = try await repeating { articles in
            try await articles.insert(Article(title: "b", slug: "b"))
            try await articles.update(changed.id) { $0.views.increment() }
            try await articles.upsert(
                where: { $0.slug == "c" }, orInsert: Article(title: "c", slug: "c")
            ) { $0.views.increment() }
            try await articles.delete(deleted.id)
        }

        let found = try await articles.find().sort { $0.slug.ascending }.all()
        #expect(attempts == 2)
        #expect(found.map(\.slug) == ["a", "b", "c"])
        #expect(found.map(\.views) == [1, 0, 1])
        #expect(found.map(\.version) == [1, 0, 1])
    }

    @Test func `what a transaction did not store is no stored document`() async throws {
        var loaded = try await articles.insert(Article(title: "a", slug: "a"))
        var new = Article(title: "b", slug: "b")
        loaded.title = "c"

        await #expect(throws: Refusal.self) {
            try await articles.collection.database.withTransaction { database in
                let articles = Documents<Article>(in: database)
                try await articles.save(&loaded)
                try await articles.save(&new)
                throw Refusal()
            }
        }
        let isStored = new.snapshot.isStored
        try await articles.save(&loaded)
        try await articles.save(&new)

        #expect(!isStored)
        #expect(try await articles.find(id: loaded.id) == loaded)
        #expect(try await articles.find(id: new.id) == new)
    }

    @Test func `what an insertion returned in vain is inserted by a save`() async throws {
        try await articles.insert(Article(title: "a", slug: "a"))
        var inserted: Article?

        await #expect(throws: Refusal.self) {
            try await articles.collection.database.withTransaction { database in
                inserted = try await Documents<Article>(in: database)
                    .insert(Article(title: "b", slug: "b"))
                throw Refusal()
            }
        }
        var article = try #require(inserted)
        try await articles.save(&article)

        #expect(try await articles.find(id: article.id) == article)
    }

    @Test func `after the commit only what changed since is saved`() async throws {
        var article = try await articles.insert(Article(title: "a", slug: "a"))
        article.title = "b"
        try await articles.collection.database.withTransaction { database in
            try await Documents<Article>(in: database).save(&article)
        }
        article.views = 5

        try await articles.save(&article)

        let found = try await articles.find(id: article.id)
        #expect(found?.version == 2)
        #expect(found == article)
    }

    @Test func `an upsert that breaks another unique index says so at once`() async throws {
        let unique: BSONDocument = ["key": ["title": 1], "name": "title_1", "unique": true]
        try await articles.collection.createIndexes([unique])
        try await articles.insert(Article(title: "taken", slug: "a"))
        var attempts = 0

        let error = await #expect(throws: MongoError.self) {
            try await articles.collection.database.withTransaction { database in
                attempts += 1
                // Not for two minutes, should it be repeated.
                guard attempts == 1 else { throw Refusal() }
                _ = try await Documents<Article>(in: database).upsert(
                    where: { $0.slug == "b" }, orInsert: Article(title: "taken", slug: "b")
                ) { $0.views.increment() }
            }
        }

        #expect(error?.code == .duplicateKey)
        #expect(attempts == 1)
    }

    /// What changes one of several documents whose versions are null.
    enum SingleChange: CaseIterable {
        case findAndUpdate, upsert, update

        func happen(to article: Article, in articles: Documents<Article>) async throws {
            switch self {
            case .findAndUpdate:
                _ = try await articles.findAndUpdate(
                    where: { $0.title == "a" }, order: { $0.slug.descending }
                ) { $0.views.set(5) }
            case .upsert:
                try await articles.upsert(
                    where: { $0.slug == article.slug },
                    orInsert: Article(title: "new", slug: "new")
                ) { $0.views.set(5) }
            case .update: try await articles.update(article.id) { $0.views.set(5) }
            }
        }
    }

    @Test(
        "only the version of the document that is changed becomes a number",
        arguments: SingleChange.allCases, [true, false])
    func nullVersions(change: SingleChange, isInTransaction: Bool) async throws {
        try await articles.insert(
            contentsOf: ["a", "b", "c"].map { Article(title: "a", slug: $0) })
        let last = try #require(try await articles.find { $0.slug == "c" }.first())
        try await articles.collection.updateMany([:], ["$set": ["version": nil]])

        if isInTransaction {
            try await articles.collection.database.withTransaction { database in
                try await change.happen(to: last, in: Documents(in: database))
            }
        } else {
            try await change.happen(to: last, in: articles)
        }

        let stored = try await articles.collection.find(
            [:], options: FindOptions(sort: ["slug": 1])
        )
        .all()
        #expect(stored.map { $0["version"] } == [.null, .null, 1])
        #expect(stored.map { $0["views"] } == [0, 0, 5])
    }

    @Test func `a version that is null is counted in a transaction too`() async throws {
        let article = try await articles.insert(Article(title: "a", slug: "a"))
        try await articles.collection.updateOne(
            ["_id": .objectID(article.id)], ["$set": ["version": nil]])
        var attempts = 0

        try await articles.collection.database.withTransaction { database in
            attempts += 1
            guard attempts == 1 else { throw Refusal() }
            try await Documents<Article>(in: database).update(article.id) { $0.views.set(5) }
        }

        let found = try await articles.find(id: article.id)
        #expect(found?.views == 5)
        #expect(found?.version == 1)
    }
}
