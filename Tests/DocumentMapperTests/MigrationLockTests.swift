import BSON
import DocumentMapper
import MongoClient
import Synchronization
import TestSupport
import Testing

@Suite("The right to migrate", .database, .needsServer)
struct MigrationLockTests {
    /// How a program loses the right, in the middle of its work.
    enum Loss: CaseIterable {
        case taken
        case takenAndGivenBack

        func happen(to ledger: MongoCollection) async throws {
            switch self {
            case .taken:
                try await ledger.updateOne(
                    ["_id": "lock"], ["$set": ["holder": .objectID(ObjectID())]])
            case .takenAndGivenBack: try await ledger.deleteOne(["_id": "lock"])
            }
        }
    }

    let database: MongoDatabase
    let posts: MongoCollection
    let ledger: MongoCollection

    init() async throws {
        database = try TestDatabase.required()
        posts = database.collection("posts")
        ledger = database.collection("migrations")
        try await posts.insert([["_id": 1]])
    }

    @Test("who has lost it changes no document", arguments: Loss.allCases)
    func changesNothing(loss: Loss) async throws {
        let ledger = ledger
        let migrations = Migrations(
            in: database,
            [
                Migration("lost") { run in
                    try await loss.happen(to: ledger)
                    try await run.each(in: "posts") { $0["mark"] = true }
                }
            ])

        let error = await #expect(throws: MongoError.self) { try await migrations.apply() }

        #expect(error?.code == .lockBusy)
        #expect(try await posts.find().all() == [["_id": 1]])
    }

    @Test("who has lost it performs nothing", arguments: Loss.allCases)
    func performsNothing(loss: Loss) async throws {
        let ledger = ledger
        let isPerformed = Mutex(false)
        let migrations = Migrations(
            in: database,
            [
                Migration("lost") { run in
                    try await loss.happen(to: ledger)
                    try await run.perform { _ in isPerformed.withLock { $0 = true } }
                }
            ])

        let error = await #expect(throws: MongoError.self) { try await migrations.apply() }

        #expect(error?.code == .lockBusy)
        #expect(isPerformed.withLock(\.self) == false)
    }

    @Test("who has lost it finishes no migration, and begins none", arguments: Loss.allCases)
    func finishesNothing(loss: Loss) async throws {
        let ledger = ledger
        let isBegun = Mutex(false)
        let migrations = Migrations(
            in: database,
            [
                Migration("lost") { _ in try await loss.happen(to: ledger) },
                Migration("next") { _ in isBegun.withLock { $0 = true } },
            ])

        let error = await #expect(throws: MongoError.self) { try await migrations.apply() }

        #expect(error?.code == .lockBusy)
        #expect(try await migrations.plan().applied == [])
        #expect(isBegun.withLock(\.self) == false)
    }

    @Test func `a renewal that fails is tried again while the right lasts`() async throws {
        let refusals = Refusals()
        let client = try await TestServer.client(listener: refusals)
        let migrations = Migrations(
            in: client.database(database.name), lease: .seconds(18),
            [
                Migration("slow") { run in
                    try await run.perform { database in
                        let ledger = database.collection("migrations")
                        let before = try await ledger.findOne(["_id": "lock"])
                        try await database.run([
                            "collMod": "migrations", "validator": ["until": "never"],
                        ])
                        while refusals.count == 0 { try await Task.sleep(for: .milliseconds(20)) }
                        try await database.run(["collMod": "migrations", "validator": [:]])
                        while try await ledger.findOne(["_id": "lock"]) == before {
                            try await Task.sleep(for: .milliseconds(20))
                        }
                    }
                }
            ])

        let made = try await migrations.apply()

        #expect(made == ["slow"])
        await client.close()
    }

    @Test func `who is cancelled gives it back`() async throws {
        let database = database
        let isBegun = AsyncStream<Void>.makeStream()
        let task = Task {
            let endless = Migration("endless") { run in
                try await run.perform { _ in
                    isBegun.continuation.yield()
                    try await Task.sleep(for: .seconds(600))
                }
            }
            try await Migrations(in: database, [endless]).apply()
        }
        for await _ in isBegun.stream { break }

        task.cancel()
        _ = await task.result

        #expect(try await Migrations(in: database, []).apply() == [])
    }

    /// Counts the commands that the server refused in part.
    final class Refusals: CommandListener {
        private let refused = Mutex(0)

        var count: Int { refused.withLock(\.self) }

        func receive(_ event: CommandEvent) {
            guard event.name == "update", case .succeeded(let reply, _) = event.stage,
                reply["writeErrors"] != nil
            else { return }
            refused.withLock { $0 += 1 }
        }
    }
}
