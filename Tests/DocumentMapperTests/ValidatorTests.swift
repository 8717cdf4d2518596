import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Validators", .database, .needsServer)
struct ValidatorTests {
    let articles: Documents<Article>

    init() throws {
        articles = try .forTest()
    }

    @Test func `a plan shows what the server lacks, and applying it leaves nothing to do`()
        async throws
    {
        let before = try await articles.validator.plan()
        try await articles.validator.apply()
        let after = try await articles.validator.plan()

        #expect(!before.isEmpty)
        #expect(before.description == "+ articles validator")
        #expect(after.isEmpty)
        #expect(after.description == "")
    }

    @Test func `a collection that exists is given the rules`() async throws {
        try await articles.insert(Article(title: "a", slug: "b"))

        let plan = try await articles.validator.apply(level: .moderate, action: .warn)

        #expect(
            plan.description == """
                ~ articles schema
                ~ articles level strict → moderate
                ~ articles action error → warn
                """)
        #expect(try await articles.validator.plan(level: .moderate, action: .warn).isEmpty)
    }

    @Test func `a warning refuses nothing`() async throws {
        try await articles.validator.apply(action: .warn)

        try await articles.collection.insert([["_id": 1]])

        #expect(try await articles.find().count() == 1)
    }

    @Test func `a closed schema refuses keys that are no property's, and an open one does not`()
        async throws
    {
        let document = try BSONDocument(encoding: Article(title: "a", slug: "b"))
        var extended = document
        extended.append("more", 1)
        let refused = extended

        try await articles.validator.apply(closed: true)
        await #expect(throws: MongoError.self) { try await articles.collection.insert([refused]) }
        try await articles.validator.apply()
        try await articles.collection.insert([refused])

        #expect(try await articles.find().count() == 1)
    }

    @Test func `what the mapper writes, the server takes`() async throws {
        try await articles.validator.apply(closed: true)
        var article = Article(title: "a", slug: "b", tags: ["x"], publishedAt: .now)
        article.place = Place(city: "Basel", position: Place.Position(1, 2))
        article.comments = [Comment(author: "c")]
        article.scores = ["a": 1]

        article = try await articles.insert(article)
        article.place?.position = nil
        try await articles.save(&article)
        try await articles.update(article.id) { $0.views.increment() }

        #expect(try await articles.find(id: article.id)?.views == 1)
    }
}
