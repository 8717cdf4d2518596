import BSON
import Blog
import FoundationEssentials
import MongoClient
import TestSupport
import Testing
import Web

@Suite("Throttles in MongoDB", .database, .needsServer, .timeLimit(.minutes(10)))
struct MongoThrottleStoreTests {
    private let now = Date(timeIntervalSince1970: 2_000_000_000)

    private func store() throws -> MongoThrottleStore {
        MongoThrottleStore(BlogDatabase(try TestDatabase.required()))
    }

    @Test func `each try sees what the one before left`() async throws {
        let store = try store()

        var moments: [Date] = []
        for _ in 0..<4 {
            moments.append(
                try await store.charge("a", interval: 20, unlessFreeAfter: now + 20, now: now))
        }

        #expect(moments == [now, now + 20, now + 40, now + 40])
    }

    @Test func `of thirty tries at once ten are let through`() async throws {
        let store = try store()

        let moments = try await withThrowingTaskGroup(of: Date.self) { group in
            for _ in 0..<30 {
                group.addTask {
                    try await store.charge(
                        "a", interval: 20, unlessFreeAfter: now + 180, now: now)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(
            moments.filter { $0 <= now + 180 }.sorted() == (0..<10).map { now + 20 * Double($0) })
    }

    @Test func `a moment that has passed counts as now`() async throws {
        let store = try store()
        _ = try await store.charge("a", interval: 20, unlessFreeAfter: now, now: now)

        let moment = try await store.charge(
            "a", interval: 20, unlessFreeAfter: now + 100, now: now + 100)

        #expect(moment == now + 100)
    }

    @Test func `a try is taken back, and all are forgotten`() async throws {
        let store = try store()
        for _ in 0..<3 {
            _ = try await store.charge("a", interval: 20, unlessFreeAfter: now + 99, now: now)
        }

        try await store.refund("a", interval: 20)
        let refunded = try await store.charge("a", interval: 20, unlessFreeAfter: now, now: now)
        try await store.forget("a")
        let forgotten = try await store.charge("a", interval: 20, unlessFreeAfter: now, now: now)

        #expect(refunded == now + 40)
        #expect(forgotten == now)
    }

    @Test func `taking back what was not charged leaves nothing behind`() async throws {
        let store = try store()

        try await store.refund("a", interval: 20)

        #expect(try await TestDatabase.collection("throttles").count() == 0)
    }

    @Test func `the server deletes what has passed`() async throws {
        let database = BlogDatabase(try TestDatabase.required())

        _ = try await database.makeIndexes()

        let reply = try await TestDatabase.required().run(["listIndexes": "throttles"])
        let indexes = reply["cursor"]?.document?["firstBatch"]?.array ?? []
        let expiring = indexes.compactMap(\.document).first { $0["expireAfterSeconds"] != nil }
        #expect(expiring?["key"]?.document?.map(\.key) == ["freeAt"])
    }
}
