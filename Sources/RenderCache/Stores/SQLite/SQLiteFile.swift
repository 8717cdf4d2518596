import Dispatch
import FoundationEssentials
import GRDB
import Logging
import NIOCore
import Synchronization

/// The file of a SQLite store, which several processes may have open.
///
/// What fails is told to the log and answered with `nil`. A file that is broken, or that
/// someone removed, is begun anew.
final class SQLiteFile: Sendable {
    private struct Open {
        let pool: DatabasePool
        /// Which file it is, for a path may come to mean another one.
        let identity: FileIdentity?
    }

    private struct State {
        var open: Open?
        var tryAgainAt = NIODeadline.uptimeNanoseconds(0)
        var busyUntil = NIODeadline.uptimeNanoseconds(0)
        var isClosed = false
    }

    /// The file was locked for too long a moment ago.
    private struct Busy: Error {}

    let path: String
    private let configuration: Configuration
    private let trouble: StoreTrouble
    private let state: Mutex<State>
    /// Where it may block, as Swift's own threads must not.
    ///
    /// GRDB has asynchronous methods as well, but a read changes threads twice there.
    private let readers = (0..<4).map { DispatchQueue(label: "cache.sqlite.reader.\($0)") }
    private let writer = DispatchQueue(label: "cache.sqlite.writer")
    private let opener = DispatchQueue(label: "cache.sqlite.opener")
    private let turn = Atomic<UInt>(0)

    /// Opens a file, or makes it.
    ///
    /// - Throws: `CacheStoreError` if that cannot be.
    init(path: String, capacity: Int, logger: Logger) throws {
        self.path = path
        trouble = StoreTrouble(logger: logger, store: "sqlite:\(path)")
        configuration = Self.configuration(capacity: capacity)
        state = Mutex(State())
        do {
            let open = try Self.open(path, broken: nil, configuration, trouble)
            state.withLock { $0.open = open }
        } catch {
            throw CacheStoreError("The cache cannot use the file \(path): \(error).")
        }
    }

    /// Reads with one statement, or with several that may see different states.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async -> Value? {
        let turn = turn.wrappingAdd(1, ordering: .relaxed).newValue
        return await access(on: readers[Int(turn % UInt(readers.count))]) {
            try $0.unsafeRead(body)
        }
    }

    /// Writes all or nothing.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async -> Value? {
        await access(on: writer) { [self] pool in
            try pool.writeWithoutTransaction { db in
                // Those who wait in line behind one that waited in vain do not wait too.
                guard state.withLock({ $0.busyUntil <= .now() }) else { throw Busy() }
                do {
                    return try db.all(body)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                    state.withLock { $0.busyUntil = .now() + .seconds(2) }
                    throw error
                }
            }
        }
    }

    /// Brings what was written lately into the file itself, which can only then get smaller.
    func checkpoint() async {
        await access(on: writer) { pool in
            try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.passive) }
        }
    }

    /// Looks whether the path still means the file that is open.
    func check() async {
        guard let open = state.withLock(\.open), FileIdentity(path) != open.identity else { return }
        await reopen(after: open.pool)
    }

    /// Lets go of the file once what is under way has ended; what comes later fails.
    ///
    /// The last process to do so brings SQLite's log into the file.
    func close() async {
        let open = state.withLock { state in
            state.isClosed = true
            return state.open.take()
        }
        for queue in readers + [writer] {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume() }
            }
        }
        await withCheckedContinuation { continuation in
            opener.async { [trouble] in
                do {
                    try open?.pool.close()
                } catch {
                    trouble.report("The cache cannot close its file", error)
                }
                continuation.resume()
            }
        }
    }

    private var isClosed: Bool { state.withLock(\.isClosed) }

    /// Does something where it may block, and to its end, whoever is cancelled.
    ///
    /// A request that has gone must still give up its claims.
    @discardableResult
    private func access<Value: Sendable>(
        on queue: DispatchQueue, _ operation: @escaping @Sendable (DatabasePool) throws -> Value
    ) async -> Value? {
        guard let pool = state.withLock(\.open?.pool) else {
            await reopenLater()
            return nil
        }
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result { try operation(pool) }) }
        }
        switch result {
        case .success(let value): return value
        // It was closed between being asked and its turn.
        case .failure where isClosed: return nil
        case .failure(let error):
            trouble.report("The cache cannot use its file", error)
            if Self.isBroken(error) { await reopen(after: pool, isBroken: true) }
            return nil
        }
    }
}

extension SQLiteFile {
    private static func configuration(capacity: Int) -> Configuration {
        var configuration = Configuration()
        configuration.label = "cache"
        configuration.busyMode = .timeout(2)
        configuration.maximumReaderCount = 4
        // Otherwise a transaction that cannot even be rolled back ends the process.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { db in
            guard !db.configuration.readonly else { return }
            // Before there are tables. What was committed may be lost when the machine dies,
            // but nothing is broken: it is a cache.
            try db.execute(
                sql: """
                    PRAGMA auto_vacuum = INCREMENTAL;
                    PRAGMA synchronous = NORMAL;
                    PRAGMA journal_size_limit = 8388608;
                    """)
            // Where trimming does not keep up the file still ends.
            let page = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4_096
            try db.execute(sql: "PRAGMA max_page_count = \((capacity + capacity / 4) / page + 64)")
        }
        return configuration
    }

    private static func isBroken(_ error: any Error) -> Bool {
        guard let code = (error as? DatabaseError)?.resultCode else { return false }
        return code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB
    }

    /// Opens the file, and begins it anew if it is broken.
    ///
    /// That it is broken is known by its identity, or found out now; it is moved aside then.
    /// One process at a time does this, so that none moves what another has just made.
    private static func open(
        _ path: String, broken: FileIdentity?, _ configuration: Configuration,
        _ trouble: StoreTrouble
    ) throws -> Open {
        try FileLock.hold(path + ".lock") {
            if let broken, FileIdentity(path) == broken { moveAside(path) }
            do {
                return try connect(path, configuration)
            } catch  where isBroken(error) {
                trouble.report("The cache's file is broken and begun anew", error)
                moveAside(path)
                return try connect(path, configuration)
            }
        }
    }

    /// Gives a file and those beside it other names, in the place of any that were moved
    /// before.
    private static func moveAside(_ path: String) {
        for suffix in ["", "-wal", "-shm"] {
            let aside = "\(path).broken\(suffix)"
            try? FileManager.default.removeItem(atPath: aside)
            try? FileManager.default.moveItem(atPath: path + suffix, toPath: aside)
        }
    }

    private static func connect(_ path: String, _ configuration: Configuration) throws -> Open {
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.write(SQLiteSchema.prepare)
        return Open(pool: pool, identity: FileIdentity(path))
    }

    private func reopen(after pool: DatabasePool?, isBroken: Bool = false) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            opener.async {
                self.openAgain(after: pool, isBroken: isBroken)
                continuation.resume()
            }
        }
    }

    /// Opens the file again, unless someone else has done so since `pool` was in use.
    private func openAgain(after pool: DatabasePool?, isBroken: Bool) {
        let before = state.withLock(\.open)
        guard before?.pool === pool, !isClosed else { return }
        let broken = isBroken ? before?.identity : nil
        state.withLock { state in
            state.open = nil
            state.tryAgainAt = .now() + .seconds(10)
        }
        do {
            let open = try Self.open(path, broken: broken, configuration, trouble)
            state.withLock { if !$0.isClosed { $0.open = open } }
        } catch {
            trouble.report("The cache cannot open its file", error)
        }
    }

    private func reopenLater() async {
        if state.withLock({ $0.open == nil && !$0.isClosed && $0.tryAgainAt <= .now() }) {
            await reopen(after: nil)
        }
    }
}

extension Database {
    /// Runs `body` as one transaction, which waits at its beginning for other writers.
    fileprivate func all<Result>(_ body: (Database) throws -> Result) throws -> Result {
        if isInsideTransaction { try rollback() }
        var result: Result?
        try inTransaction(.immediate) {
            result = try body(self)
            return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return result
    }
}
