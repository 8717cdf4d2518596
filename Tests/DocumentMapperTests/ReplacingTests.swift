import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Replacing", .database, .needsServer)
struct ReplacingTests {
    let tickets: Documents<Ticket>

    init() throws {
        tickets = try .forTest()
    }

    @Test func `a replacement stores the document whole`() async throws {
        var ticket = try await tickets.insert(Ticket(title: "$a", scores: [1]))
        try await tickets.collection.updateOne([:], ["$set": ["unknown": 1]])
        ticket.scores = []
        ticket.title = "$b"

        try await tickets.replace(&ticket)

        #expect(try await tickets.find(id: ticket.id) == ticket)
        #expect((ticket.title, ticket.slug, ticket.version) == ("$b", "$b", 1))
        #expect(try await tickets.collection.findOne([:])?["unknown"] == nil)
    }

    @Test func `an edit of someone else is a conflict`() async throws {
        var ticket = try await tickets.insert(Ticket(title: "a"))
        try await tickets.update(ticket.id) { $0.code.set(-1) }
        ticket.title = "b"
        let before = ticket

        let conflict = await #expect(throws: ConflictError<Ticket>.self) {
            try await tickets.replace(&ticket)
        }

        #expect(conflict?.theirs?.code == -1)
        #expect(ticket == before)
    }

    @Test func `whoever loaded a document before its replacement cannot save it after`()
        async throws
    {
        var loaded = try await tickets.insert(Ticket(title: "a"))
        var other = Ticket(id: loaded.id, title: "b")
        try await tickets.replace(&other)
        loaded.title = "c"

        await #expect(throws: ConflictError<Ticket>.self) { try await tickets.save(&loaded) }
        #expect(other.createdAt == loaded.createdAt)
    }

    @Test func `what is replaced keeps its identifier`() async throws {
        try await tickets.insert(contentsOf: ["b", "a"].map { Ticket(title: $0) })

        let before = try await tickets.findAndReplace(
            where: { _ in .every }, order: { $0.title.ascending }, by: Ticket(title: "c"),
            returning: .before)

        let found = try await tickets.find { $0.title == "c" }.first()
        #expect(before?.title == "a")
        #expect(found?.id == before?.id)
        #expect(found?.version == 1)
    }
}
