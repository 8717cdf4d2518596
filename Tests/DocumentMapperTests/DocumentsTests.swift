import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Documents", .database, .needsServer)
struct DocumentsTests {
    let articles: Documents<Article>

    init() throws {
        articles = try .forTest()
    }

    private func insert(_ count: Int) async throws {
        try await articles.insert(
            contentsOf: (0..<count).map {
                Article(title: "title \($0)", slug: "slug-\($0)", views: $0)
            })
    }

    @Test func `an inserted document is found again`() async throws {
        let article = Article(
            title: "a", slug: "b", place: Place(city: "Basel"), comments: [Comment(author: "c")])

        try await articles.insert(article)

        let found = try await articles.find(id: article.id)
        #expect(found == article)
    }

    @Test func `nobody is found by an unknown identifier`() async throws {
        let found = try await articles.find(id: ObjectID())

        #expect(found == nil)
    }

    @Test func `a query filters, sorts, skips and limits`() async throws {
        try await insert(10)

        let found = try await articles.find { $0.views >= 3 }
            .sort { $0.views.descending }
            .skip(1)
            .limit(3)
            .all()

        #expect(found.map(\.views) == [8, 7, 6])
    }

    @Test func `a limit of zero returns nothing`() async throws {
        try await insert(1)

        let found = try await articles.find().limit(0).all()

        #expect(found.isEmpty)
    }

    @Test func `every document arrives, over several batches`() async throws {
        try await insert(25)

        var views: [Int] = []
        for try await article in articles.find().sort({ $0.views.ascending }).batchSize(10) {
            views.append(article.views)
        }

        #expect(views == Array(0..<25))
    }

    @Test func `documents are counted, and known to exist`() async throws {
        try await insert(5)

        let query = articles.find { $0.views < 2 }

        #expect(try await query.count() == 2)
        #expect(try await query.exists())
        #expect(try await articles.find { $0.views > 9 }.exists() == false)
    }

    @Test(
        "the server understands every filter",
        arguments: FilterTests.comparisons + FilterTests.paths + FilterTests.combinations)
    func understands(example: FilterTests.Example) async throws {
        let count = try await articles.find { _ in example.filter }.count()

        #expect(count == 0)
    }

    @Test func `the filters ask the server what they say`() async throws {
        let place = Place(city: "Basel", position: Place.Position(1, 2))
        let article = Article(
            title: "Ink. Stone", slug: "a", tags: ["x", "y"], publishedAt: .now, place: place,
            comments: [Comment(author: "c"), Comment(author: "d", isHidden: true)])
        let stored = try await articles.insert(article)
        try await articles.insert(Article(title: "other", slug: "b"))

        let filters: [(Article.Fields) -> Filter<Article>] = [
            { $0.place.city == "Basel" }, { $0.place == place }, { $0.place.exists },
            { $0.publishedAt != nil }, { $0.publishedAt < .distantFuture }, { !($0.slug == "b") },
            { $0.tags.contains("x") }, { $0.tags == ["x", "y"] }, { $0.title.hasPrefix("Ink. ") },
            { $0.tags.anyElement.in(["y", "z"]) }, { $0.place.position.x > 0.5 },
            { $0.comments.contains { $0.author == "d" && $0.isHidden == true } },
            { $0.slug == "a" || $0.slug == "c" }, { $0.slug.notIn(["b"]) },
        ]
        for filter in filters {
            let found = try await articles.find(filter).all()
            #expect(found == [stored], "\(filter(Article.fields))")
        }
    }

    @Test func `a second document with a unique value is refused`() async throws {
        try await articles.indexes.apply()
        try await articles.insert(Article(title: "a", slug: "same"))

        let error = await #expect(throws: MongoError.self) {
            try await articles.insert(Article(title: "b", slug: "same"))
        }

        #expect(error?.code == .duplicateKey)
        #expect(error?.index == "slug_1")
    }

    @Test func `a document is deleted once`() async throws {
        let article = try await articles.insert(Article(title: "a", slug: "b"))

        let first = try await articles.delete(article.id)
        let second = try await articles.delete(article.id)

        #expect((first, second) == (true, false))
    }

    @Test func `only what meets the condition is deleted`() async throws {
        try await insert(5)

        let count = try await articles.delete { $0.views < 3 }

        #expect(count == 3)
        #expect(try await articles.find().count() == 2)
    }

    @Test func `deleting all is spelt out`() async throws {
        try await insert(5)

        let count = try await articles.deleteAll()

        #expect(count == 5)
    }

    @Test func `indexes are planned, applied, and then as declared`() async throws {
        let before = try await articles.indexes.plan()
        try await articles.indexes.apply()
        let after = try await articles.indexes.plan()

        #expect(before.missing == Article.indexes)
        #expect(after.isEmpty)
    }

    @Test func `every kind of index is listed as it was declared`() async throws {
        let visits = try Documents<Visit>.forTest()

        let before = try await visits.indexes.apply()
        let after = try await visits.indexes.plan()

        #expect(before.missing == Visit.indexes)
        #expect(after.isEmpty)
    }

    @Test func `a changed or unknown index is left alone until told otherwise`() async throws {
        try await articles.collection.createIndexes([
            ["key": ["slug": 1], "name": "slug_1"], ["key": ["old": 1], "name": "old_1"],
        ])

        try await articles.indexes.apply()
        let cautious = try await articles.indexes.plan()
        try await articles.indexes.apply(replacingChanged: true, removingUnknown: true)
        let thorough = try await articles.indexes.plan()

        #expect(cautious.changed.map(\.index.name) == ["slug_1"])
        #expect(cautious.unknown == ["old_1"])
        #expect(thorough.isEmpty)
    }

    @Test func `a stored document that is not the model says which field is wrong`() async throws {
        try await articles.collection.insert([["_id": .objectID(ObjectID()), "title": 5]])

        let error = await #expect(throws: BSONError.self) { try await articles.find().first() }

        #expect(error?.path == "title")
    }
}
