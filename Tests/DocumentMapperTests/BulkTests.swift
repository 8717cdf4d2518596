import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Many writes at once", .database, .needsServer)
struct BulkTests {
    let articles: Documents<Article>

    init() async throws {
        articles = try .forTest()
        try await articles.indexes.apply()
    }

    @Test func `writes of every kind are counted`() async throws {
        let stored = try await articles.insert(
            contentsOf: (0..<4).map { Article(title: "a", slug: "\($0)", views: $0) })

        let result = try await articles.bulkWrite {
            try $0.insert(Article(title: "new", slug: "new"))
            try $0.update(stored[0].id) { $0.title.set("b") }
            try $0.update(where: { $0.views > 1 }) { $0.tags.push("many") }
            try $0.delete(stored[1].id)
            try $0.delete(where: { $0.views == 3 })
        }

        #expect((result.inserted, result.matched, result.deleted) == (1, 3, 2))
        let titles = try await articles.find().sort { $0.slug.ascending }.all().map(\.title)
        #expect(titles == ["b", "a", "new"])
    }

    @Test("failures are told by position", arguments: [true, false])
    func failures(ordered: Bool) async throws {
        let error = await #expect(throws: MongoError.self) {
            try await articles.bulkWrite(ordered: ordered) {
                try $0.insert(Article(title: "a", slug: "a"))
                try $0.insert(Article(title: "b", slug: "a"))
                try $0.insert(Article(title: "c", slug: "c"))
                try $0.insert(Article(title: "d", slug: "c"))
            }
        }

        #expect(error?.writeFailures.map(\.index) == (ordered ? [1] : [1, 3]))
        #expect(error?.writeFailures.first?.code == .duplicateKey)
        #expect(try await articles.find().count() == (ordered ? 1 : 2))
    }

    @Test func `nothing is sent if one write cannot be`() async throws {
        let tickets = try Documents<Ticket>.forTest()

        await #expect(throws: ValidationError.self) {
            try await tickets.bulkWrite {
                try $0.insert(Ticket(title: "a"))
                try $0.insert(Ticket(title: ""))
            }
        }

        #expect(try await tickets.find().count() == 0)
    }

    @Test func `a deletion keeps what is kept`() async throws {
        let tickets = try Documents<Ticket>.forTest()
        let ticket = try await tickets.insert(Ticket(title: "a"))

        try await tickets.bulkWrite { try $0.delete(ticket.id) }

        #expect(try await tickets.find().count() == 0)
        #expect(try await tickets.onlyDeleted.find().count() == 1)
    }

    @Test func `no writes are not sent`() async throws {
        let result = try await articles.bulkWrite { _ in }

        #expect(result == BulkWriteResult())
    }

    @Test("insertions that are refused are told by position", arguments: [true, false])
    func insertions(ordered: Bool) async throws {
        let many = ["a", "a", "b", "b", "c"].map { Article(title: $0, slug: $0) }

        let error = await #expect(throws: MongoError.self) {
            try await articles.insert(contentsOf: many, ordered: ordered)
        }

        #expect(error?.writeFailures.map(\.index) == (ordered ? [1] : [1, 3]))
        #expect(error?.writeFailures.first?.indexName == "slug_1")
        #expect(try await articles.find().count() == (ordered ? 1 : 3))
    }
}
