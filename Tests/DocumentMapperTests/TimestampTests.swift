import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Times of a document", .database, .needsServer)
struct TimestampTests {
    let tickets: Documents<Ticket>
    let past = Date(timeIntervalSince1970: 0)

    init() throws {
        tickets = try .forTest()
    }

    /// A document that was last changed long ago.
    private func old() async throws -> Ticket {
        let ticket = try await tickets.insert(Ticket(title: "a"))
        try await tickets.update(ticket.id, countsAsEdit: false) {
            $0.createdAt.set(past)
            $0.updatedAt.set(past)
        }
        return try #require(try await tickets.find(id: ticket.id))
    }

    @Test func `an insertion notes when, whatever the document says`() async throws {
        var ticket = Ticket(title: "a")
        ticket.createdAt = past
        ticket.updatedAt = past

        let stored = try await tickets.insert(ticket)

        #expect(stored.createdAt > past)
        #expect(stored.updatedAt == stored.createdAt)
        #expect(try await tickets.find(id: ticket.id) == stored)
    }

    @Test func `a save that changes something notes when`() async throws {
        var ticket = try await old()
        ticket.title = "b"

        try await tickets.save(&ticket)

        #expect(ticket.createdAt == past)
        #expect(ticket.updatedAt > past)
        #expect(try await tickets.find(id: ticket.id) == ticket)
    }

    @Test func `a save without a change leaves the time and the version`() async throws {
        var ticket = try await old()

        try await tickets.save(&ticket)

        let found = try await tickets.find(id: ticket.id)
        #expect(found?.updatedAt == past)
        #expect(found?.version == ticket.version)
    }

    @Test("an update notes when, if it counts as an edit", arguments: [true, false])
    func updates(countsAsEdit: Bool) async throws {
        let ticket = try await old()

        try await tickets.update(ticket.id, countsAsEdit: countsAsEdit) { $0.title.set("b") }

        let found = try #require(try await tickets.find(id: ticket.id))
        #expect((found.updatedAt > past) == countsAsEdit)
    }

    @Test func `a time that an update sets itself is left alone`() async throws {
        let ticket = try await tickets.insert(Ticket(title: "a"))

        try await tickets.update(ticket.id) { $0.updatedAt.set(past) }

        #expect(try await tickets.find(id: ticket.id)?.updatedAt == past)
    }

    @Test func `initial values of the moment are no change of an old document`() async throws {
        let id = ObjectID()
        try await tickets.collection.insert([["_id": .objectID(id), "title": "a"]])
        var ticket = try #require(try await tickets.find(id: id))

        try await tickets.save(&ticket)

        let stored = try await tickets.collection.findOne(["_id": .objectID(id)])
        #expect(stored == ["_id": .objectID(id), "title": "a"])
    }

    @Test func `an initial value of the moment that was changed is saved alone`() async throws {
        let id = ObjectID()
        try await tickets.collection.insert([["_id": .objectID(id), "title": "a"]])
        var ticket = try #require(try await tickets.find(id: id))

        ticket.code = -1
        try await tickets.save(&ticket)

        let stored = try await tickets.collection.findOne(["_id": .objectID(id)])
        #expect(
            stored.map { Set($0.keys) } == [
                "_id", "title", "slug", "code", "updatedAt", "version",
            ])
    }
}
