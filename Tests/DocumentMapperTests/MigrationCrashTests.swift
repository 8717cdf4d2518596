import BSON
import Foundation
import MongoClient
import TestSupport
import Testing

@Suite("Migrations by several programs", .database, .needsServer, .timeLimit(.minutes(10)))
struct MigrationCrashTests {
    /// More documents than two batches take.
    private static let count = 1203

    /// The milliseconds after which another may go on.
    private static let lease = "500"

    /// So many that a busy machine is not taken for one that has stopped.
    private static let longLease = "60000"

    let things: MongoCollection
    let runs: MongoCollection

    init() async throws {
        things = try TestDatabase.collection("things")
        runs = try TestDatabase.collection("runs")
        try await things.insert((0..<Self.count).map { ["_id": .int($0)] })
    }

    private func start(_ event: String..., lease: String = Self.lease) throws -> Worker {
        if event.isEmpty { return try Worker("migration-worker", lease) }
        return try Worker("migration-worker", lease, event[0], event[1])
    }

    /// The documents that both migrations have changed once.
    private func changedOnce() async throws -> Int {
        try await things.count(["first": 1, "last": 1])
    }

    @Test func `killed in the middle of a batch, another goes on where it stopped`() async throws {
        let killed = try start("\(SIGKILL)", "700")
        #expect(try killed.lines() == [])
        try await killed.endTransactions()
        let noted = try await things.count(["first": 1])

        let said = try start().lines()

        #expect(noted == 500)
        #expect(said == [#"made ["first", "between", "last"]"#])
        #expect(try await changedOnce() == Self.count)
        #expect(try await runs.find().all() == [["_id": "between", "count": 1]])
    }

    @Test func `killed at any moment, nothing is done twice and nothing left out`() async throws {
        for _ in 0..<8 {
            let worker = try start("after", "\(Int.random(in: 1...400))")
            _ = try worker.lines()
            try await worker.endTransactions()
        }
        _ = try start().lines()

        #expect(try await changedOnce() == Self.count)
        #expect(try await runs.count() == 1)
    }

    @Test func `of two that start at once, one migrates`() async throws {
        let workers = [try start(lease: Self.longLease), try start(lease: Self.longLease)]

        let said = try workers.map { try $0.lines() }

        #expect(
            Set(said) == [["made []"], [#"made ["first", "between", "last"]"#]])
        #expect(try await changedOnce() == Self.count)
        #expect(try await runs.find().all() == [["_id": "between", "count": 1]])
    }

    @Test func `who stood still for longer than the lease writes nothing more`() async throws {
        let stopped = try start("\(SIGSTOP)", "700")
        defer { stopped.send(SIGKILL) }
        try await stopped.waitUntilStopped()
        try await stopped.endTransactions()

        let said = try start().lines()
        stopped.send(SIGCONT)
        let late = try stopped.lines()

        #expect(said == [#"made ["first", "between", "last"]"#])
        #expect(late == ["refused"])
        #expect(try await changedOnce() == Self.count)
        #expect(try await runs.find().all() == [["_id": "between", "count": 1]])
    }
}
