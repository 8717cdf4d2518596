import FoundationEssentials
import GRDB
import NIOCore
import Synchronization

/// Keeps a SQLite store within its bounds, in the background and a few entries at a time.
final class SQLiteTrimmer: Sendable {
    private struct State {
        /// What was read since this was last written down, as long as that matters.
        var visited: Set<Int64> = []
        var isNearlyFull = false
        /// Bytes written since the last trimming.
        var written = 0
        var isRunning = false
        /// Where SIEVE looks next.
        var hand: Int64 = 0
        var statistics = SQLiteStoreStatistics()
    }

    /// How many rows one transaction changes: other processes wait meanwhile.
    private static let batch = 100

    let capacity: Int
    /// Told of each entry that has to go, by its whole name.
    let evictions = Mutex<(@Sendable (Data, ByteBuffer) -> Void)?>(nil)

    private let file: SQLiteFile
    private let state = Mutex(State())

    init(file: SQLiteFile, capacity: Int) {
        self.file = file
        self.capacity = capacity
    }

    var statistics: SQLiteStoreStatistics { state.withLock(\.statistics) }

    /// Remembers that an entry is wanted; it is written down later, and only when there may
    /// soon be too many.
    func noteRead(_ id: Int64) {
        let isMuch = state.withLock { state in
            guard state.isNearlyFull else { return false }
            state.visited.insert(id)
            return state.visited.count >= 5_000
        }
        if isMuch { start() }
    }

    /// Notes that so many bytes were written, and trims now and then.
    func noteWrite(_ bytes: Int) {
        let isMuch = state.withLock { state in
            state.written += bytes + 500
            return state.written >= capacity / 64
        }
        if isMuch { start() }
    }

    /// Trims in the background, unless that is being done.
    func start() {
        let mayStart = state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard mayStart else { return }
        Task.detached(priority: .background) { [self] in
            await trim()
            state.withLock { $0.isRunning = false }
        }
    }

    /// Writes down what was read, and removes what has expired and, where there is too much,
    /// what nobody reads.
    func trim() async {
        await file.check()
        let visited = state.withLock { state in
            defer { (state.visited, state.written) = ([], 0) }
            return Array(state.visited)
        }
        for start in stride(from: 0, to: visited.count, by: Self.batch) {
            let ids = visited[start..<min(start + Self.batch, visited.count)]
            _ = await file.write { try Self.markVisited(ids, in: $0) }
        }
        while await file.write(removeExpired) == true {}
        while await file.write(evict) == true {}
        while await file.write(release) == true {}
        await file.checkpoint()
    }
}

extension SQLiteTrimmer {
    private static func markVisited(_ ids: ArraySlice<Int64>, in db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "UPDATE entries SET visited = 1 WHERE id = ? AND NOT visited")
        for id in ids { try statement.execute(arguments: [id]) }
    }

    /// Removes some entries and claims whose time is over.
    ///
    /// - Returns: Whether there may be more.
    private func removeExpired(in db: Database) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM claims WHERE ends <= ?", arguments: [SQLiteTime.now])
        try db.execute(
            sql: """
                DELETE FROM entries WHERE id IN (
                    SELECT id FROM entries WHERE ends <= ? ORDER BY ends LIMIT ?)
                """, arguments: [SQLiteTime.now, Self.batch])
        let count = db.changesCount
        state.withLock { $0.statistics.expirations += count }
        return count == Self.batch
    }

    /// Moves SIEVE's hand over some entries, from the oldest on: one that was read is spared
    /// until the hand comes again, another is removed.
    ///
    /// - Returns: Whether there is still too much.
    private func evict(in db: Database) throws -> Bool {
        var space = try SQLiteSpace(db)
        let hand = state.withLock { state in
            state.isNearlyFull = space.used > capacity / 4 * 3
            state.statistics.bytes = space.used
            return state.hand
        }
        // A little less than the bound: there will be more before the next time.
        let bound = capacity / 16 * 15
        guard space.used > bound else { return false }
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, visited FROM entries WHERE id > ? ORDER BY id LIMIT ?"),
            arguments: [hand, Self.batch])
        var (last, removed) = (Int64(0), 0)
        for row in rows where space.used > bound {
            last = row[0]
            if row[1] {
                try db.cachedStatement(sql: "UPDATE entries SET visited = 0 WHERE id = ?")
                    .execute(arguments: [last])
            } else {
                try remove(last, in: db)
                removed += 1
                space = try SQLiteSpace(db)
            }
        }
        state.withLock { state in
            state.hand = last
            state.statistics.evictions += removed
            state.statistics.bytes = space.used
        }
        // At the end of the table the hand goes back to its beginning.
        return space.used > bound && (!rows.isEmpty || hand > 0)
    }

    private func remove(_ id: Int64, in db: Database) throws {
        guard let listener = evictions.withLock(\.self) else {
            return try db.cachedStatement(sql: "DELETE FROM entries WHERE id = ?")
                .execute(arguments: [id])
        }
        let statement = try db.cachedStatement(
            sql: "DELETE FROM entries WHERE id = ? RETURNING key, value")
        if let row = try Row.fetchOne(statement, arguments: [id]) {
            listener(row[0], ByteBuffer(bytes: row[1] as Data))
        }
    }

    /// Gives pages back that are not used, if the file is larger than it should be: the
    /// bound may have been lowered.
    ///
    /// - Returns: Whether there are more.
    private func release(in db: Database) throws -> Bool {
        let space = try SQLiteSpace(db)
        guard space.total > capacity, space.total > space.used else { return false }
        try db.execute(sql: "PRAGMA incremental_vacuum(\(Self.batch))")
        return try SQLiteSpace(db).total < space.total
    }
}
