import GRDB

/// How large a database is, by SQLite's own count of its pages: exact, and read from the
/// file's head.
struct SQLiteSpace {
    /// The bytes of the file.
    let total: Int
    /// Those of them that hold something.
    let used: Int

    init(_ db: Database) throws {
        let page = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA page_size")) ?? 4_096
        let count = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA page_count")) ?? 0
        let free = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA freelist_count")) ?? 0
        total = count * page
        used = (count - free) * page
    }
}
