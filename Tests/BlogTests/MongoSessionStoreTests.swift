import Blog
import FoundationEssentials
import MongoClient
import TestSupport
import Testing
import Web

@Suite("Sessions in MongoDB", .database, .needsServer, .timeLimit(.minutes(10)))
struct MongoSessionStoreTests {
    private let one = Flash(text: "one", category: .success)
    private let bad = Flash(text: "bad", category: .error)
    private let two = Flash(text: "two", category: .success)

    private func store() throws -> MongoSessionStore {
        MongoSessionStore(BlogDatabase(try TestDatabase.required()))
    }

    private func record(
        _ number: UInt8, owner: String? = nil, flashes: [Flash] = [], seen: TimeInterval = 0
    ) -> SessionRecord {
        let now = Date(timeIntervalSince1970: Date.now.timeIntervalSince1970.rounded())
        return SessionRecord(
            id: SessionID(bytes: [UInt8](repeating: number, count: 32)), owner: owner, values: [:],
            flashes: flashes, isRemembered: true, createdAt: now, lastSeenAt: now + seen,
            expiresAt: now + 3600, userAgent: "A", address: "192.0.2.1")
    }

    @Test func `a session comes back as it was`() async throws {
        let store = try store()
        let record = record(1, owner: "ada", flashes: [one, bad])

        try await store.insert(record)

        #expect(try await store.session(record.id) == record)
    }

    @Test func `messages of some categories are taken, in order, and the others stay`()
        async throws
    {
        let store = try store()
        let record = record(1, flashes: [one, bad, two])
        try await store.insert(record)

        let taken = try await store.takeFlashes(from: record.id, only: [.success, .warning])
        let left = try await store.takeFlashes(from: record.id, only: nil)

        #expect(taken == [one, two])
        #expect(left == [bad])
    }

    @Test func `of twenty who take at the same time one gets the messages`() async throws {
        let store = try store()
        let record = record(1, flashes: [one, bad])
        try await store.insert(record)

        let taken = try await withThrowingTaskGroup(of: [Flash].self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await store.takeFlashes(
                        from: record.id, only: number.isMultiple(of: 2) ? nil : [.success, .error])
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(taken.filter { !$0.isEmpty } == [[one, bad]])
    }

    @Test func `messages put back stand before those that came meanwhile`() async throws {
        let store = try store()
        let record = record(1, flashes: [bad])
        try await store.insert(record)

        try await store.returnFlashes([one, two], limit: 20, to: record.id)

        #expect(try await store.takeFlashes(from: record.id, only: nil) == [one, two, bad])
    }

    @Test func `the newest messages are kept, and it is told how many went`() async throws {
        let store = try store()
        let record = record(1, flashes: [one])
        try await store.insert(record)

        let dropped = [
            try await store.appendFlash(bad, limit: 2, to: record.id),
            try await store.appendFlash(two, limit: 2, to: record.id),
        ]

        #expect(dropped == [0, 1])
        #expect(try await store.takeFlashes(from: record.id, only: nil) == [bad, two])
    }

    @Test func `nothing is kept for a session that is none`() async throws {
        let store = try store()

        let dropped = try await store.appendFlash(one, limit: 2, to: record(1).id)

        #expect(dropped == nil)
        #expect(try await TestDatabase.collection("sessions").count() == 0)
    }

    @Test func `an owner's sessions are listed, the last used first, and no others`()
        async throws
    {
        let store = try store()
        try await store.insert(record(1, owner: "ada", seen: -60))
        try await store.insert(record(2, owner: "ada"))
        try await store.insert(record(3, owner: "eve"))
        try await store.insert(record(4))

        let all = try await store.sessions(ownedBy: "ada", limit: 9)
        let first = try await store.sessions(ownedBy: "ada", limit: 1)

        #expect(all.map { $0.id.bytes[0] } == [2, 1])
        #expect(first.map { $0.id.bytes[0] } == [2])
    }

    @Test func `a session is ended by its owner alone`() async throws {
        let store = try store()
        let record = record(1, owner: "ada")
        try await store.insert(record)

        let byOther = try await store.delete(record.id, ownedBy: "eve")
        let byOwner = try await store.delete(record.id, ownedBy: "ada")

        #expect([byOther, byOwner] == [false, true])
    }

    @Test func `all of an owner's sessions but one are ended`() async throws {
        let store = try store()
        for number in 1...3 { try await store.insert(record(UInt8(number), owner: "ada")) }
        try await store.insert(record(4, owner: "eve"))

        let count = try await store.deleteAll(ownedBy: "ada", except: record(2).id)

        #expect(count == 2)
        #expect(try await store.sessions(ownedBy: "ada", limit: 9).map { $0.id.bytes[0] } == [2])
        #expect(try await store.session(record(4).id) != nil)
    }
}
