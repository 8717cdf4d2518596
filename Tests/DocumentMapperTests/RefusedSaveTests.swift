import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Hooks and refused saves", .database, .needsServer)
struct RefusedSaveTests {
    let tickets: Documents<Ticket>

    init() throws {
        tickets = try .forTest()
    }

    @Test func `a document completes itself before it is stored`() async throws {
        var ticket = try await tickets.insert(Ticket(title: "A Play"))
        ticket.title = "A Song"

        try await tickets.save(&ticket)

        #expect(ticket.slug == "a song")
        #expect(try await tickets.find(id: ticket.id)?.slug == "a song")
    }

    @Test func `a document that breaks a rule is not inserted`() async throws {
        let error = await #expect(throws: ValidationError.self) {
            try await tickets.insert(contentsOf: [Ticket(title: "a"), Ticket(title: "")])
        }

        #expect(error?.failures.keys.sorted() == ["title"])
        #expect(try await tickets.find().count() == 0)
    }

    @Test func `a save that breaks a rule leaves the document as it was`() async throws {
        var ticket = try await tickets.insert(Ticket(title: "a"))
        ticket.title = String(repeating: "B", count: 21)
        let before = ticket

        await #expect(throws: ValidationError.self) { try await tickets.save(&ticket) }

        #expect(ticket == before)
        ticket.title = "c"
        try await tickets.save(&ticket)
        #expect(try await tickets.find(id: ticket.id)?.title == "c")
    }

    @Test func `a conflict leaves even what the hook changes as it was`() async throws {
        var ticket = try await tickets.insert(Ticket(title: "a"))
        try await tickets.update(ticket.id) { $0.code.set(1) }
        ticket.title = "B"
        let before = ticket

        let conflict = await #expect(throws: ConflictError<Ticket>.self) {
            try await tickets.save(&ticket)
        }

        #expect(ticket == before)
        #expect(conflict?.mine == before)
    }
}
