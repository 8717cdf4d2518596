import FoundationEssentials
import GRDB
import NIOCore

/// A row of the store, with the statements that read and write one.
struct SQLiteEntry {
    let id: Int64
    let revision: UInt64
    let ends: Int64
    let isStale: Bool
    let bytes: ByteBuffer

    /// Whether nobody needs to compute it anew: it is not stale, and does not end within
    /// `time`.
    func isFresh(for time: Duration?) -> Bool {
        !isStale && (time.map { SQLiteTime.after($0) <= ends } ?? true)
    }

    /// What is given to those who ask.
    var found: CachedBytes { CachedBytes(bytes: bytes, revision: revision) }

    /// The entry of a key, stale or not, unless its time is over.
    static func find(_ key: Data, in db: Database) throws -> SQLiteEntry? {
        let statement = try db.cachedStatement(
            sql: "SELECT id, revision, ends, stale, value FROM entries WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [key]), row[2] > SQLiteTime.now
        else { return nil }
        return SQLiteEntry(
            id: row[0], revision: UInt64(bitPattern: row[1]), ends: row[2], isStale: row[3],
            bytes: ByteBuffer(bytes: row[4] as Data))
    }

    /// Stores a value in the place of any other, and ends the claim of whoever made it.
    static func store(_ value: Data, for key: Data, ends: Int64, in db: Database) throws {
        try db.cachedStatement(sql: upsert).execute(arguments: arguments(value, key, ends))
        try SQLiteClaim.end(key, in: db)
    }

    /// Stores a value if the key holds none that anyone may see.
    static func add(_ value: Data, for key: Data, ends: Int64, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "\(upsert) WHERE stale OR ends <= ?")
        try statement.execute(arguments: arguments(value, key, ends) + [SQLiteTime.now])
        guard db.changesCount > 0 else { return false }
        try SQLiteClaim.end(key, in: db)
        return true
    }

    /// Removes a value.
    ///
    /// - Returns: Whether there was one that anyone could see.
    static func remove(_ key: Data, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "DELETE FROM entries WHERE key = ? RETURNING NOT stale AND ends > ?")
        return try Bool.fetchOne(statement, arguments: [key, SQLiteTime.now]) ?? false
    }

    /// Removes the entries between two keys.
    static func removeAll(from first: Data, to last: Data, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM entries WHERE key >= ? AND key < ?")
            .execute(arguments: [first, last])
    }

    static func exists(_ key: Data, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM entries WHERE key = ? AND NOT stale AND ends > ?")
        return try Bool.fetchOne(statement, arguments: [key, SQLiteTime.now]) ?? false
    }

    /// Keeps a value for those who wait; with a revision, only if it is that very value.
    ///
    /// - Returns: Whether there was one.
    static func markStale(
        _ key: Data, ifRevision revision: UInt64?, in db: Database
    ) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "UPDATE entries SET stale = 1 WHERE key = ? AND revision = ifnull(?, revision)")
        try statement.execute(arguments: [key, revision.map(Int64.init(bitPattern:))])
        return db.changesCount > 0
    }

    private static let upsert = """
        INSERT INTO entries (key, revision, ends, value) VALUES (?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET
        revision = excluded.revision, ends = excluded.ends, value = excluded.value, stale = 0
        """

    private static func arguments(_ value: Data, _ key: Data, _ ends: Int64) -> StatementArguments {
        [key, Int64.random(in: .min ... .max), ends, value]
    }
}
