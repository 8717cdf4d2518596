import BSON
import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("History", .database, .needsServer)
struct HistoryTests {
    let articles: Documents<Article>
    let history: History<Article, String>

    init() throws {
        articles = try .forTest()
        history = History(of: articles)
    }

    private func saved(_ titles: String...) async throws -> Article {
        var article = try await history.insert(Article(title: titles[0], slug: "a"), by: "ada")
        for title in titles.dropFirst() {
            article.title = title
            try await history.save(&article, by: "bob")
        }
        return article
    }

    @Test func `every save is a revision with author and number`() async throws {
        let article = try await saved("one", "two", "three")

        let revisions = try await history.revisions(of: article.id)

        #expect(revisions.map(\.number) == [3, 2, 1])
        #expect(revisions.map(\.author) == ["bob", "bob", "ada"])
        #expect(try revisions.map { try $0.document()?.title } == ["three", "two", "one"])
    }

    @Test func `a save that changes nothing is no revision`() async throws {
        var article = try await saved("one")

        try await history.save(&article, by: "bob")

        #expect(try await history.revisions(of: article.id).count == 1)
    }

    @Test func `a document that is deleted and kept can be edited if it is in scope`()
        async throws
    {
        let tickets = try Documents<Ticket>.forTest()
        let stored = try await tickets.insert(Ticket(title: "one"))
        try await tickets.delete(stored.id)
        var ticket = try await tickets.withDeleted.get(stored.id)

        ticket.title = "two"
        try await History<Ticket, String>(of: tickets.withDeleted).save(&ticket, by: "ada")

        #expect(try await tickets.withDeleted.get(stored.id).title == "two")
    }

    @Test func `two revisions differ field by field`() async throws {
        var article = try await saved("one")
        article.place = Place(city: "Basel")
        article.title = "two"
        try await history.save(&article, by: "bob")

        let first = try #require(try await history.revision(1, of: article.id))
        let second = try #require(try await history.revision(2, of: article.id))
        let changes = first.changes(to: second).filter { $0.path != "version" }

        #expect(changes.map(\.path) == ["title", "place"])
        #expect(changes.first?.before == "one")
        #expect(changes.first?.after == "two")
        #expect(changes.last?.before == nil)
    }

    @Test func `an old revision comes back as a new one, unknown fields too`() async throws {
        var article = try await saved("one")
        let id: BSONDocument = ["_id": .objectID(article.id)]
        try await articles.collection.updateOne(id, ["$set": ["legacy": 1]])
        article.title = "two"
        try await history.save(&article, by: "bob")
        try await articles.collection.updateOne(id, ["$unset": ["legacy": 1]])

        let restored = try await history.restore(2, of: article.id, by: "eve")
        let revisions = try await history.revisions(of: article.id)

        #expect(restored.title == "one")
        #expect(try await articles.collection.findOne(id)?["legacy"] == 1)
        #expect(revisions.map(\.author) == ["eve", nil, "bob", nil, "ada"])
    }

    @Test func `who had it loaded cannot save over a restored document`() async throws {
        var article = try await saved("one", "two")
        try await history.restore(1, of: article.id, by: "eve")
        article.title = "mine"

        await #expect(throws: ConflictError<Article>.self) {
            try await history.save(&article, by: "bob")
        }

        #expect(try await history.revisions(of: article.id).count == 3)
    }

    @Test func `a deleted document can be restored`() async throws {
        let article = try await saved("one")

        let wasThere = try await history.delete(article.id, by: "bob")
        let gone = try await articles.find(id: article.id)
        try await history.restore(1, of: article.id, by: "eve")

        #expect(wasThere)
        #expect(gone == nil)
        #expect(try await articles.find(id: article.id)?.title == "one")
        #expect(try await history.revision(2, of: article.id)?.stored == nil)
    }

    @Test func `who had it loaded before its deletion cannot save over it either`() async throws {
        var article = try await saved("one", "two")
        try await history.delete(article.id, by: "eve")
        try await history.restore(1, of: article.id, by: "eve")
        article.title = "mine"

        await #expect(throws: ConflictError<Article>.self) { try await articles.save(&article) }
    }

    @Test func `what was there before the history began is its first revision`() async throws {
        var article = try await articles.insert(Article(title: "old", slug: "a"))
        article.title = "new"

        try await history.save(&article, by: "ada")
        let revisions = try await history.revisions(of: article.id)

        #expect(revisions.map(\.author) == ["ada", nil])
        #expect(try revisions.last?.document()?.title == "old")
    }

    @Test func `a refused save leaves no revision and the document as it was`() async throws {
        try await articles.indexes.apply()
        try await articles.insert(Article(title: "other", slug: "taken"))
        let stored = try await saved("one")
        var article = stored
        article.slug = "taken"
        let edited = article

        await #expect(throws: MongoError.self) { try await history.save(&article, by: "bob") }

        #expect(article == edited)
        #expect(try await history.revisions(of: stored.id).count == 1)
    }

    @Test func `saves at once are numbered one after the other`() async throws {
        let note = try await Documents<Note>.forTest().insert(Note(id: 1, text: "start"))
        let history = History<Note, Int>(of: try .forTest())

        try await withThrowingTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    var copy = note
                    copy.write("by \(number)")
                    try await history.save(&copy, by: number)
                }
            }
            try await group.waitForAll()
        }
        let revisions = try await history.revisions(of: 1)

        #expect(revisions.map(\.number) == [9, 8, 7, 6, 5, 4, 3, 2, 1])
        #expect(Set(revisions.compactMap(\.author)) == Set(0..<8))
    }

    @Test func `the oldest revisions can be forgotten`() async throws {
        let article = try await saved("one", "two", "three")

        let count = try await history.prune(article.id, keeping: 2)

        #expect(count == 1)
        #expect(try await history.revisions(of: article.id).map(\.number) == [3, 2])
    }

    @Test func `all that is kept of a document can be forgotten`() async throws {
        let article = try await saved("one", "two")
        try await articles.delete { $0.id == article.id }

        let count = try await history.prune(article.id, keeping: 0)

        let stored = try await history.collection.find().all()
        #expect(count == 2)
        #expect(stored.count == 1)
        #expect(stored.allSatisfy { $0["document"] == nil && $0["author"] == nil })
        #expect(try await history.prune(article.id, keeping: 0) == 0)
    }

    @Test func `numbers go on where all was forgotten`() async throws {
        var article = try await saved("one", "two")
        try await history.prune(article.id, keeping: 0)
        article.title = "three"

        try await history.save(&article, by: "eve")

        let revisions = try await history.revisions(of: article.id)
        #expect(revisions.map(\.number) == [4, 3, 2])
        #expect(revisions.map(\.author) == ["eve", nil, nil])
        #expect(try revisions.map { try $0.document()?.title } == ["three", "two", nil])
    }

    @Test func `a deleted document is restored over a single connection`() async throws {
        let article = try await saved("one", "two")
        try await history.delete(article.id, by: "bob")
        var settings = MongoClient.Settings.patient
        settings.maximumConnections = 1
        settings.waitQueueTimeout = .seconds(5)
        let client = try await TestServer.client(settings: settings)
        let database = client.database(articles.collection.database.name)

        let restored = try await History<Article, String>(of: Documents(in: database))
            .restore(1, of: article.id, by: "eve")
        await client.close()

        #expect(restored.title == "one")
        #expect(restored.version > article.version)
    }

    @Test func `documents do not see each other's revisions`() async throws {
        let first = try await saved("one", "two")
        let second = try await history.insert(Article(title: "x", slug: "b"), by: "ada")

        #expect(try await history.revisions(of: second.id).map(\.number) == [1])
        #expect(try await history.revisions(of: first.id).count == 2)
    }

    @Test func `there is nothing to restore where there is no revision`() async throws {
        let error = await #expect(throws: MongoError.self) {
            try await history.restore(3, of: ObjectID(), by: "eve")
        }

        #expect(error?.code == .notFound)
    }
}
