public import MongoClient

/// The migrations of a program, in the order in which they are to be made.
///
/// A database remembers which were made, in a collection of its own, and lets only
/// one program at a time make any.
///
///     print(try await migrations.plan())
///     try await migrations.apply { print("\($0.migration): \($0.seen)") }
public struct Migrations: Sendable {
    private let database: MongoDatabase
    private let ledger: MigrationLedger
    private let lease: Duration
    private let declared: [Migration]

    /// Declares the migrations of a database, which remembers them in `collection`.
    ///
    /// The right to migrate is renewed while a program is at it. It goes to another one when
    /// it was not renewed for `lease`, since its program was killed, or hangs: when that goes
    /// on, it is refused before it writes anything more. Only what is done within
    /// ``MigrationRun/perform(_:)`` at that moment nobody stops.
    public init(
        in database: MongoDatabase, collection: String = "migrations",
        lease: Duration = .seconds(60), _ migrations: [Migration]
    ) {
        self.database = database
        self.lease = lease
        ledger = MigrationLedger(collection: database.collection(collection))
        declared = migrations
    }

    /// Compares the declared migrations with those that were made, and changes
    /// nothing.
    ///
    /// - Throws: `MongoError` if the server could not answer, or two migrations have
    ///   the same name.
    public func plan() async throws -> MigrationPlan {
        try checkNames()
        return MigrationPlan(declared: declared, records: try await ledger.records())
    }

    /// Makes what is pending, in order, and goes on with what was interrupted.
    ///
    /// What was undone in part is undone first: made again on top, it would change some
    /// documents twice.
    ///
    /// The first failure ends it. What was finished before stays, and the one that
    /// failed goes on where it stopped when it is applied again. It ends after the
    /// migration called `last`, if one is named, and waits for as long as `patience` says
    /// while another program migrates.
    ///
    /// - Throws: `MongoError` with `.lockBusy` if another program migrates for
    ///   longer, or the server refused; what a migration throws.
    /// - Returns: The names of the migrations that were made.
    @discardableResult
    public func apply(
        upTo last: String? = nil, patience: Duration = .zero,
        onProgress report: @escaping @Sendable (MigrationProgress) -> Void = { _ in }
    ) async throws -> [String] {
        let wanted = try declared(upTo: last)
        return try await hold(patience) { lock in
            let plan = try await plan()
            let applied = Set(plan.applied)
            var made: [String] = []
            for migration in wanted where !applied.contains(migration.name) {
                if plan.interrupted[migration.name] == .backward {
                    guard migration.backward != nil else {
                        throw refusal("'\(migration.name)' is undone in part, and cannot be.")
                    }
                    try await run(migration, .backward, lock, report: report)
                }
                try await run(migration, .forward, lock, report: report)
                made.append(migration.name)
            }
            return made
        }
    }

    /// Undoes a migration and all that were made after it, the last one first.
    ///
    /// Nothing is undone unless everything can be.
    ///
    /// - Throws: `MongoError` with `.invalidRequest` if one of them cannot be undone,
    ///   otherwise as ``apply(upTo:patience:onProgress:)``.
    /// - Returns: The names of the migrations that were undone.
    @discardableResult
    public func revert(
        _ name: String, patience: Duration = .zero,
        onProgress report: @escaping @Sendable (MigrationProgress) -> Void = { _ in }
    ) async throws -> [String] {
        let kept = try declared(upTo: name).count - 1
        return try await hold(patience) { lock in
            let pending = Set(try await plan().pending)
            let unwanted = declared.dropFirst(kept).reversed()
                .filter { !pending.contains($0.name) }
            if let final = unwanted.first(where: { $0.backward == nil }) {
                throw refusal("'\(final.name)' cannot be undone.")
            }
            for migration in unwanted {
                try await run(migration, .backward, lock, report: report)
            }
            return unwanted.map(\.name)
        }
    }

    /// Tells what each pending migration would do to the documents as they are, and
    /// changes nothing.
    ///
    /// Each is tried by itself, so what one would have prepared for the next is not
    /// there yet. An error that a migration would meet is thrown.
    ///
    /// - Throws: As ``apply(upTo:patience:onProgress:)``.
    /// - Returns: How far each step of each migration came.
    public func rehearse() async throws -> [MigrationProgress] {
        let plan = try await plan()
        let collected = MigrationReports()
        for migration in declared where !plan.applied.contains(migration.name) {
            let record = MigrationRecord(id: migration.name, direction: .forward)
            let run = MigrationRun(
                database: database, lock: lock, record: record, isRehearsal: true,
                report: collected.add)
            try await migration.forward(run)
        }
        return collected.final
    }

    private func run(
        _ migration: Migration, _ direction: MigrationDirection, _ lock: MigrationLock,
        report: @escaping @Sendable (MigrationProgress) -> Void
    ) async throws {
        let record = try await lock.write { try await $0.begin(migration.name, direction) }
        let run = MigrationRun(
            database: database, lock: lock, record: record, isRehearsal: false, report: report)
        try await direction.work(of: migration)?(run)
        try await lock.write { try await $0.finish(record) }
    }

    private func hold<Value: Sendable>(
        _ patience: Duration, _ work: @escaping @Sendable (MigrationLock) async throws -> Value
    ) async throws -> Value {
        let lock = lock
        return try await lock.hold(patience: patience) { try await work(lock) }
    }

    /// The right to migrate, for a run of its own.
    private var lock: MigrationLock { MigrationLock(ledger: ledger, lease: lease) }

    private func declared(upTo last: String?) throws -> ArraySlice<Migration> {
        try checkNames()
        guard let last else { return declared[...] }
        guard let index = declared.firstIndex(where: { $0.name == last }) else {
            throw refusal("There is no migration called '\(last)'.")
        }
        return declared[...index]
    }

    private func checkNames() throws(MongoError) {
        var names: Set<String> = []
        for name in declared.map(\.name) {
            guard names.insert(name).inserted else {
                throw refusal("Two migrations are called '\(name)'.")
            }
            guard name != MigrationLock.identifier else {
                throw refusal("No migration can be called '\(name)', as the lock is.")
            }
        }
    }

    private func refusal(_ message: String) -> MongoError {
        MongoError(.invalidRequest, message, operation: "migrate \(database.name)")
    }
}
