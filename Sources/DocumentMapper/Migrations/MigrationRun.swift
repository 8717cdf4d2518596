public import BSON
public import MongoClient

/// One run of a migration, through which it changes the database.
///
/// Its steps are counted: the third step of a run that goes on after an
/// interruption is taken for the third of the one before.
public actor MigrationRun {
    /// The database, to read from and to hand to ``perform(_:)``.
    public nonisolated let database: MongoDatabase

    /// Whether nothing is to be changed: steps count what they would do.
    public nonisolated let isRehearsal: Bool

    private let lock: MigrationLock
    private let record: MigrationRecord
    private let report: @Sendable (MigrationProgress) -> Void
    private(set) var steps: [MigrationRecord.Step]
    private var next = 0

    init(
        database: MongoDatabase, lock: MigrationLock, record: MigrationRecord,
        isRehearsal: Bool, report: @escaping @Sendable (MigrationProgress) -> Void
    ) {
        self.database = database
        self.lock = lock
        self.record = record
        self.isRehearsal = isRehearsal
        self.report = report
        steps = record.steps
    }

    /// Changes the documents of a collection that meet a condition, one by one.
    ///
    /// They are taken in the order of their identifiers, some hundred in one
    /// transaction together with the note of how far it came: each document is
    /// changed exactly once, whenever the program is killed, and an edit that comes
    /// between is never overwritten. One that the closure leaves alone is not
    /// written.
    ///
    /// - Throws: `MongoError` if the server refused, and what the closure throws;
    ///   the batch at hand is left as it was.
    public func each(
        in collection: String, where condition: BSONDocument = [:],
        _ change: @escaping @Sendable (inout BSONDocument) throws -> Void
    ) async throws {
        let number = begin()
        while !steps[number].isFinished {
            try Task.checkCancellation()
            steps[number] = try await batch(
                of: database.collection(collection), after: steps[number], number: number,
                where: condition, change)
            report(
                MigrationProgress(
                    migration: record.id, direction: record.direction, step: number,
                    collection: collection,
                    seen: steps[number].seen, changed: steps[number].changed))
        }
    }

    /// Does anything else, such as making an index or renaming a collection.
    ///
    /// It is not done in a rehearsal. Interrupted, it is done again, so it must not
    /// mind having been done before.
    public func perform(
        _ work: @Sendable (MongoDatabase) async throws -> Void
    ) async throws {
        let number = begin()
        guard !steps[number].isFinished else { return }
        if !isRehearsal {
            try await lock.renew()
            try await work(database)
        }
        steps[number].isFinished = true
        if !isRehearsal { try await lock.write { try await $0.note(steps, of: record) } }
    }

    private func begin() -> Int {
        defer { next += 1 }
        if next == steps.count { steps.append(MigrationRecord.Step()) }
        return next
    }

    /// Changes the next documents, and notes how far that came.
    private func batch(
        of collection: MongoCollection, after step: MigrationRecord.Step, number: Int,
        where condition: BSONDocument,
        _ change: @escaping @Sendable (inout BSONDocument) throws -> Void
    ) async throws -> MigrationRecord.Step {
        guard !isRehearsal else {
            return try await MigrationBatch(of: collection, where: condition, after: step, change)
                .step
        }
        var steps = steps
        return try await lock.write { ledger in
            let collection = ledger.collection.database.collection(collection.name)
            let batch = try await MigrationBatch(
                of: collection, where: condition, after: step, change)
            try await batch.write(to: collection)
            steps[number] = batch.step
            try await ledger.note(steps, of: record)
            return batch.step
        }
    }
}
