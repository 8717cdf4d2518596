import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Deleting what is kept", .database, .needsServer)
struct DeletionTests {
    let tickets: Documents<Ticket>

    init() throws {
        tickets = try .forTest()
    }

    @Test func `a deleted document is kept, and there no more`() async throws {
        let ticket = try await tickets.insert(Ticket(title: "a"))

        let isDeleted = try await tickets.delete(ticket.id)

        #expect(isDeleted)
        #expect(try await tickets.find(id: ticket.id) == nil)
        #expect(try await tickets.find { $0.title == "a" }.count() == 0)
        #expect(try await tickets.update(ticket.id) { $0.title.set("b") } == false)
        #expect(try await tickets.withDeleted.find(id: ticket.id)?.deletedAt != nil)
        #expect(try await tickets.onlyDeleted.find().count() == 1)
    }

    @Test func `deleting twice deletes once`() async throws {
        let ticket = try await tickets.insert(Ticket(title: "a"))
        try await tickets.delete(ticket.id)
        let date = try await tickets.withDeleted.find(id: ticket.id)?.deletedAt

        let isDeleted = try await tickets.withDeleted.delete(ticket.id)

        #expect(!isDeleted)
        #expect(try await tickets.withDeleted.find(id: ticket.id)?.deletedAt == date)
    }

    @Test func `a deleted document comes back`() async throws {
        let ticket = try await tickets.insert(Ticket(title: "a"))
        try await tickets.delete(ticket.id)

        let isRestored = try await tickets.restore(ticket.id)

        #expect(isRestored)
        let found = try await tickets.find(id: ticket.id)
        #expect(found?.title == "a")
        #expect(found?.deletedAt == nil)
        #expect(try await tickets.restore(ticket.id) == false)
    }

    @Test func `whoever loaded a document before its deletion cannot save it after`() async throws {
        var ticket = try await tickets.insert(Ticket(title: "a"))
        try await tickets.delete(ticket.id)
        try await tickets.restore(ticket.id)
        ticket.title = "b"

        await #expect(throws: ConflictError<Ticket>.self) { try await tickets.save(&ticket) }
    }

    @Test func `deleting by condition keeps what it deletes`() async throws {
        try await tickets.insert(contentsOf: ["a", "b", "c"].map { Ticket(title: $0) })

        let some = try await tickets.delete { $0.title == "a" }
        let rest = try await tickets.deleteAll()

        #expect((some, rest) == (1, 2))
        #expect(try await tickets.withDeleted.find().count() == 3)
    }

    @Test func `what is deleted for good is gone`() async throws {
        let ticket = try await tickets.insert(Ticket(title: "a"))
        try await tickets.insert(contentsOf: ["b", "c"].map { Ticket(title: $0) })
        try await tickets.delete { $0.title == "b" }

        let isGone = try await tickets.deletePermanently(ticket.id)
        let old = try await tickets.onlyDeleted.deletePermanently {
            $0.deletedAt < Date.distantFuture
        }

        #expect(isGone)
        #expect(old == 1)
        #expect(try await tickets.withDeleted.find().all().map(\.title) == ["c"])
    }

    @Test func `two workers never take the same document out`() async throws {
        try await tickets.insert(contentsOf: (0..<5).map { Ticket(title: "\($0)") })

        let taken = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<7 {
                group.addTask {
                    try await tickets.findAndDelete(where: { _ in .every }) { $0.title.ascending }?
                        .title
                }
            }
            return try await group.reduce(into: [String]()) { $0 += [$1].compactMap(\.self) }
        }

        #expect(taken.sorted() == ["0", "1", "2", "3", "4"])
        #expect(try await tickets.onlyDeleted.find().count() == 5)
    }

    @Test func `a document that must stay is not deleted`() async throws {
        let ticket = try await tickets.insert(Ticket(title: "kept"))

        await #expect(throws: ValidationError.self) { try await tickets.delete(ticket) }

        #expect(try await tickets.find(id: ticket.id) != nil)
    }

    @Test func `of a model that keeps nothing, deleting deletes`() async throws {
        let articles = try Documents<Article>.forTest()
        let article = try await articles.insert(Article(title: "a", slug: "b"))

        let isDeleted = try await articles.delete(article)

        #expect(isDeleted)
        #expect(try await articles.withDeleted.find().count() == 0)
        #expect(try await articles.restore(article.id) == false)
    }
}
