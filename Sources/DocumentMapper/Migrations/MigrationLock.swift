import BSON
import MongoClient

/// The right to migrate, of which a database has one.
///
/// It is lent for a while and renewed while work goes on, so that a program that
/// was killed does not lock the others out. The server's clock counts, not that of
/// whoever asks.
struct MigrationLock: Sendable {
    /// What its document is called, beside those of the migrations.
    static let identifier = "lock"

    /// How long the server may take to say who holds it: a program that was killed may have
    /// left a transaction that is in the way until the server ends it.
    private static let answer: Duration = .seconds(5)

    let ledger: MigrationLedger

    /// How long it lasts without being renewed.
    let lease: Duration

    /// Who asks; another for each run.
    private let holder = ObjectID()

    init(ledger: MigrationLedger, lease: Duration) {
        self.ledger = ledger
        self.lease = lease
    }

    /// Does some work while the lock is held.
    ///
    /// - Throws: `MongoError` with `.lockBusy` if someone else holds it for longer
    ///   than `patience`, or takes it since it could not be renewed in time; and
    ///   what the work throws.
    func hold<Value: Sendable>(
        patience: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let deadline = ContinuousClock.now + patience
        while try await !acquire() {
            guard ContinuousClock.now < deadline else {
                // What the server was too slow to say may have been yes.
                await release()
                throw busy
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        let result: Result<Value, any Error>
        do {
            result = .success(try await workWhileRenewing(work))
        } catch {
            result = .failure(error)
        }
        // A task that is cancelled gives it back too.
        await Task { await release() }.value
        return try result.get()
    }

    /// Writes in a transaction that renews the lock.
    ///
    /// So it is written while nobody else holds the lock, or not at all, however long this
    /// program stood still before.
    ///
    /// - Throws: `MongoError` with `.lockBusy` if someone else has taken the lock; and what
    ///   `body` throws.
    nonisolated(nonsending) func write<Value>(
        _ body: nonisolated(nonsending) (MigrationLedger) async throws -> Value
    ) async throws -> Value {
        try await ledger.collection.database.withTransaction { database in
            try await renew(in: database)
            return try await body(
                MigrationLedger(collection: database.collection(ledger.collection.name)))
        }
    }

    /// Makes sure that nobody else has taken the lock.
    ///
    /// - Throws: `MongoError` with `.lockBusy` if someone has, even if it is free again: that
    ///   program may have made the same migrations.
    func renew() async throws {
        try await renew(in: ledger.collection.database)
    }

    private func renew(in database: MongoDatabase) async throws {
        let outcome = try await database.collection(ledger.collection.name)
            .updateOne(held, pipeline: [["$set": ["until": end]]])
        guard outcome.matched == 1 else { throw busy }
    }

    /// Takes the lock.
    ///
    /// - Returns: Whether it is held now.
    private func acquire() async throws -> Bool {
        let isOurs: BSONValue = ["$eq": ["$holder", .objectID(holder)]]
        let isFree: BSONValue = [
            "$or": [isOurs, ["$lt": [["$ifNull": ["$until", .date(milliseconds: 0)]], "$$NOW"]]]
        ]
        let command: BSONDocument = [
            "findAndModify": .string(ledger.collection.name),
            "query": ["_id": .string(Self.identifier)],
            "update": [
                ["$set": ["holder": ["$cond": [isFree, .objectID(holder), "$holder"]]]],
                ["$set": ["until": ["$cond": [isOurs, end, "$until"]]]],
            ],
            "upsert": true, "new": true, "maxTimeMS": .int64(Self.answer.wholeMilliseconds),
        ]
        do {
            let reply = try await ledger.collection.database.run(command)
            return reply["value"]?.document?["holder"] == .objectID(holder)
        } catch MongoError.Code.maxTimeExpired {
            return false
        }
    }

    /// Gives the lock back; if that fails, it ends by itself.
    private func release() async {
        _ = try? await ledger.collection.deleteOne(held)
    }

    private func workWhileRenewing<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await keepRenewing()
                return nil
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }

    /// Renews the lock until the task is cancelled, and where that fails tries again for as
    /// long as the lock is held anyway.
    private func keepRenewing() async throws {
        var end = ContinuousClock.now + lease
        while true {
            try await Task.sleep(for: lease / 3)
            let moment = ContinuousClock.now
            do {
                try await renew()
                end = moment + lease
            } catch let error as MongoError {
                guard error.code != .lockBusy, ContinuousClock.now < end else { throw error }
            }
        }
    }

    /// Matches the lock while it is held by whoever asks.
    private var held: BSONDocument {
        ["_id": ["$eq": .string(Self.identifier)], "holder": ["$eq": .objectID(holder)]]
    }

    /// When it ends if it is renewed now.
    private var end: BSONValue { ["$add": ["$$NOW", .int64(lease.wholeMilliseconds)]] }

    private var busy: MongoError {
        MongoError(
            .lockBusy, "Another program is migrating this database.",
            operation: "migrate \(ledger.collection.database.name)")
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
