import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Upserting", .database, .needsServer)
struct UpsertingTests {
    let articles: Documents<Article>
    let place = Place(city: "Basel", zip: "4051")

    init() async throws {
        articles = try .forTest()
        try await articles.indexes.apply()
    }

    @Test func `what is not there is stored, what is there is changed`() async throws {
        let new = Article(title: "a", slug: "ink", tags: ["x"], views: 5, place: place)

        let first = try await articles.upsert(where: { $0.slug == "ink" }, orInsert: new) {
            $0.views.increment()
        }
        let second = try await articles.upsert(
            where: { $0.slug == "ink" }, orInsert: Article(title: "b", slug: "ink")
        ) { $0.views.increment() }

        let found = try #require(try await articles.find(id: new.id))
        #expect([first.isNew, second.isNew] == [true, false])
        #expect([first.id, second.id] == [new.id, new.id])
        #expect((found.title, found.tags, found.place) == ("a", ["x"], place))
        #expect(found.views == 2)
        #expect(found.version == 2)
        #expect(try await articles.find().count() == 1)
    }

    @Test func `of upserts at the same time all count and one stores`() async throws {
        let results = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await articles.upsert(
                        where: { $0.slug == "ink" },
                        orInsert: Article(title: "\(number)", slug: "ink")
                    ) { $0.views.increment() }.isNew
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }

        #expect(results.count(where: \.self) == 1)
        #expect(try await articles.find { $0.slug == "ink" }.first()?.views == 8)
    }

    @Test func `a change that reaches into what may be missing is refused`() async throws {
        await #expect(throws: MongoError.self) {
            try await articles.upsert(
                where: { $0.slug == "ink" }, orInsert: Article(title: "a", slug: "ink")
            ) { $0.place.city.set("Bern") }
        }

        #expect(try await articles.find().count() == 0)
    }

    @Test func `a new document is checked and completed like any other`() async throws {
        let tickets = try Documents<Ticket>.forTest()

        await #expect(throws: ValidationError.self) {
            try await tickets.upsert(where: { $0.code == 1 }, orInsert: Ticket(title: "")) {
                $0.code.set(1)
            }
        }
        let result = try await tickets.upsert(
            where: { $0.code == 1 }, orInsert: Ticket(title: "A")
        ) { $0.code.set(1) }

        let found = try #require(try await tickets.find(id: result.id))
        #expect((found.slug, found.code) == ("a", 1))
        #expect(found.deletedAt == nil)
    }

    @Test func `a document that a visitor wrote is stored, not obeyed`() async throws {
        let result = try await articles.upsert(
            where: { $0.slug == "$ne" }, orInsert: Article(title: "$title", slug: "$ne")
        ) { $0.tags.push("$where") }

        let found = try await articles.find(id: result.id)
        #expect(found?.title == "$title")
        #expect(found?.tags == ["$where"])
    }
}
