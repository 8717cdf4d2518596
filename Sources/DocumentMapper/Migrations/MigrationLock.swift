import BSON
import MongoClient

/// The right to migrate, of which a database has one.
///
/// It is lent for a while and renewed while work goes on, so that a program that
/// was killed does not lock the others out. The server's clock counts, not that of
/// whoever asks.
struct MigrationLock: Sendable {
    /// How long it lasts without being renewed, in milliseconds.
    private static let lease: Int64 = 60_000

    /// What its document is called, beside those of the migrations.
    static let identifier = "lock"

    let ledger: MongoCollection

    /// Who asks; another for each run.
    let holder = ObjectID()

    /// Takes the lock, or renews it.
    ///
    /// - Returns: Whether it is held now.
    func acquire() async throws -> Bool {
        let isFree: BSONValue = [
            "$or": [
                ["$eq": ["$holder", .objectID(holder)]],
                ["$lt": [["$ifNull": ["$until", .date(milliseconds: 0)]], "$$NOW"]],
            ]
        ]
        let isOurs: BSONValue = ["$eq": ["$holder", .objectID(holder)]]
        let reply = try await ledger.database.run([
            "findAndModify": .string(ledger.name),
            "query": ["_id": .string(Self.identifier)],
            "update": [
                ["$set": ["holder": ["$cond": [isFree, .objectID(holder), "$holder"]]]],
                [
                    "$set": [
                        "until": [
                            "$cond": [isOurs, ["$add": ["$$NOW", .int64(Self.lease)]], "$until"]
                        ]
                    ]
                ],
            ],
            "upsert": true, "new": true,
        ])
        return reply["value"]?.document?["holder"] == .objectID(holder)
    }

    /// Gives the lock back; if that fails, it ends by itself.
    func release() async {
        _ = try? await ledger.deleteOne([
            "_id": ["$eq": .string(Self.identifier)], "holder": ["$eq": .objectID(holder)],
        ])
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
            guard ContinuousClock.now < deadline else { throw busy }
            try await Task.sleep(for: .milliseconds(200))
        }
        let result: Result<Value, any Error>
        do {
            result = .success(try await workWhileRenewing(work))
        } catch {
            result = .failure(error)
        }
        await release()
        return try result.get()
    }

    private func workWhileRenewing<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: .milliseconds(Self.lease / 3))
                    guard !Task.isCancelled else { break }
                    guard try await acquire() else { throw busy }
                }
                return nil
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }

    private var busy: MongoError {
        MongoError(
            .lockBusy, "Another program is migrating this database.",
            operation: "migrate \(ledger.database.name)")
    }
}
