import FoundationEssentials
import GRDB

/// Who computes what, in any process: the statements about claims.
enum SQLiteClaim {
    /// Claims a key, unless it is claimed.
    static func take(
        _ key: Data, token: UInt64, until end: Int64, in db: Database
    ) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO claims (key, ends, token) VALUES (?, ?, ?)
                ON CONFLICT (key) DO UPDATE SET ends = excluded.ends, token = excluded.token
                WHERE ends <= ?
                """)
        try statement.execute(
            arguments: [key, end, Int64(bitPattern: token), SQLiteTime.now])
        return db.changesCount > 0
    }

    static func isTaken(_ key: Data, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM claims WHERE key = ? AND ends > ?")
        return try Bool.fetchOne(statement, arguments: [key, SQLiteTime.now]) ?? false
    }

    /// Ends the claim of a key, or only the one with a token.
    static func end(_ key: Data, ifToken token: UInt64? = nil, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM claims WHERE key = ? AND token = ifnull(?, token)")
            .execute(arguments: [key, token.map { Int64(bitPattern: $0) }])
    }

    static func endAll(from first: Data, to last: Data, in db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM claims WHERE key >= ? AND key < ?")
            .execute(arguments: [first, last])
    }
}
