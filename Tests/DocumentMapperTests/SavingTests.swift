import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Saving", .database, .needsServer)
struct SavingTests {
    let articles: Documents<Article>

    init() throws {
        articles = try .forTest()
    }

    @Test func `a document that was never stored is inserted`() async throws {
        var article = Article(title: "a", slug: "b")

        try await articles.save(&article)

        #expect(try await articles.find(id: article.id) == article)
    }

    @Test func `a document is saved again and again`() async throws {
        var article = try await articles.insert(Article(title: "a", slug: "b"))

        for title in ["c", "d", "e"] {
            article.title = title
            try await articles.save(&article)
        }

        let found = try await articles.find(id: article.id)
        #expect(found?.title == "e")
        #expect(found?.version == 3)
        #expect(found == article)
    }

    @Test func `fields that the model does not know survive`() async throws {
        let id = ObjectID()
        try await articles.collection.insert([
            [
                "_id": .objectID(id), "title": "a", "slug": "b", "legacy": [1, 2],
                "place": ["city": "Basel", "canton": "BS"],
            ]
        ])
        var article = try #require(try await articles.find(id: id))

        article.place?.city = "Riehen"
        article.title = "c"
        try await articles.save(&article)

        let stored = try await articles.collection.findOne(["_id": .objectID(id)])
        #expect(stored?["legacy"] == [1, 2])
        #expect(stored?["place"] == ["city": "Riehen", "canton": "BS"])
    }

    @Test func `a save that nobody acknowledges is no conflict`() async throws {
        var article = try await articles.insert(Article(title: "a", slug: "b"))
        article.title = "c"

        try await articles.with(writeConcern: .unacknowledged).save(&article)

        #expect(article.version == 1)
        article.title = "d"
        try await articles.save(&article)
        #expect(try await articles.find(id: article.id)?.title == "d")
    }

    @Test func `what others wrote to other fields survives`() async throws {
        let notes = try Documents<Note>.forTest()
        var note = try await notes.insert(Note(id: 1, text: "a"))
        try await notes.update(1) { $0.raw.set(["by": "others"]) }

        note.write("b")
        try await notes.save(&note)

        let found = try await notes.find(id: 1)
        #expect(found?.words == "b")
        #expect(found?.raw == ["by": "others"])
    }

    @Test func `an edit of someone else is a conflict that shows all sides`() async throws {
        var mine = try await articles.insert(Article(title: "base", slug: "b"))
        var theirs = mine
        theirs.title = "theirs"
        try await articles.save(&theirs)
        mine.title = "mine"
        let before = mine

        let conflict = await #expect(throws: ConflictError<Article>.self) {
            try await articles.save(&mine)
        }

        #expect("\(try #require(conflict))".hasPrefix("save test_"))
        #expect(conflict?.mine.title == "mine")
        #expect(conflict?.theirs == theirs)
        #expect(conflict?.base.title == "base")
        #expect(mine == before)
    }

    @Test func `a conflict is solved by saving theirs with the edit`() async throws {
        var mine = try await articles.insert(Article(title: "base", slug: "b"))
        var theirs = mine
        theirs.slug = "c"
        try await articles.save(&theirs)
        mine.title = "mine"

        do {
            try await articles.save(&mine)
        } catch let conflict as ConflictError<Article> {
            var merged = try #require(conflict.theirs)
            merged.title = conflict.mine.title
            try await articles.save(&merged)
        }

        let found = try await articles.find(id: mine.id)
        #expect(found?.title == "mine")
        #expect(found?.slug == "c")
    }

    @Test func `saving what was deleted is a conflict with nobody`() async throws {
        var article = try await articles.insert(Article(title: "a", slug: "b"))
        try await articles.delete(article.id)
        article.title = "c"

        let conflict = await #expect(throws: ConflictError<Article>.self) {
            try await articles.save(&article)
        }

        #expect(conflict?.theirs == nil)
        #expect(try await articles.find().count() == 0)
    }

    @Test func `a save that the server refuses leaves the document as it was`() async throws {
        try await articles.indexes.apply()
        try await articles.insert(Article(title: "a", slug: "taken"))
        var article = try await articles.insert(Article(title: "b", slug: "free"))
        article.slug = "taken"

        await #expect(throws: MongoError.self) { try await articles.save(&article) }
        article.slug = "other"
        try await articles.save(&article)

        #expect(try await articles.find(id: article.id)?.slug == "other")
    }

    @Test func `of saves at the same time exactly one wins`() async throws {
        let loaded = try await articles.insert(Article(title: "base", slug: "b"))

        let winners = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    var mine = loaded
                    mine.title = "title \(number)"
                    do {
                        try await articles.save(&mine)
                        return mine.title
                    } catch is ConflictError<Article> {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: [String]()) { $0 += [$1].compactMap { $0 } }
        }

        let found = try await articles.find(id: loaded.id)
        #expect(winners == [found?.title])
        #expect(found?.version == 1)
    }
}
