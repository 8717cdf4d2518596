import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Conflicts", .database, .needsServer)
struct ConflictTests {
    let tickets: Documents<Ticket>

    init() throws {
        tickets = try .forTest()
    }

    /// The conflict of two edits of the same document.
    private func conflict(
        _ mine: (inout Ticket) -> Void, _ theirs: (inout Ticket) -> Void
    ) async throws -> ConflictError<Ticket> {
        var first = try await tickets.insert(
            Ticket(title: "a", notes: [.init(text: "b"), .init(text: "c")]))
        var second = first
        theirs(&second)
        try await tickets.save(&second)
        mine(&first)
        return try #require(
            await #expect(throws: ConflictError<Ticket>.self) { try await tickets.save(&first) })
    }

    @Test func `edits of different fields are joined and saved`() async throws {
        let conflict = try await conflict {
            $0.title = "mine"
        } _: {
            $0.code = -1
        }

        var merged = try #require(try conflict.merged())
        try await tickets.save(&merged)

        let found = try #require(try await tickets.find(id: merged.id))
        #expect(found == merged)
        #expect((found.title, found.code, found.version) == ("mine", -1, 2))
        #expect(try conflict.conflictingPaths().isEmpty)
    }

    @Test func `edits of the same field are not joined but told`() async throws {
        let conflict = try await conflict {
            $0.scores = [1]
        } _: {
            $0.scores = [2]
        }

        #expect(try conflict.merged() == nil)
        #expect(try conflict.conflictingPaths() == ["scores"])
    }

    @Test func `the same edit on both sides is no conflict`() async throws {
        let conflict = try await conflict {
            $0.code = -1
        } _: {
            $0.code = -1
        }

        #expect(try conflict.merged() == conflict.theirs)
    }
}
