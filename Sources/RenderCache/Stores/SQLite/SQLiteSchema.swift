import GRDB

/// The tables of a SQLite store.
enum SQLiteSchema {
    /// Tells the store's files from other databases: "InkC".
    private static let application: Int32 = 0x496E_6B43
    /// Tells the tables below from those of other releases, which are dropped.
    private static let version: Int32 = 2

    /// Makes the tables where there are none, or those of another release.
    ///
    /// - Throws: `CacheStoreError` if the file is a database that means something else.
    static func prepare(_ db: Database) throws {
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let tables = try String.fetchAll(
            db,
            sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        guard tables.isEmpty || application == self.application else {
            throw CacheStoreError("it is a database of something else than this cache")
        }
        guard try tables.isEmpty || Int32.fetchOne(db, sql: "PRAGMA user_version") != version else {
            return
        }
        try db.execute(
            sql: """
                DROP TABLE IF EXISTS entries;
                DROP TABLE IF EXISTS claims;
                \(tableDefinitions)
                PRAGMA application_id = \(self.application);
                PRAGMA user_version = \(version);
                """)
    }

    /// Values come last, where SQLite need not read them to read what comes before.
    ///
    /// Times are milliseconds since 1970, which all processes agree on and which survive a
    /// restart; the largest number is never.
    private static let tableDefinitions = """
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL UNIQUE,
            revision INTEGER NOT NULL,
            ends INTEGER NOT NULL,
            stale INTEGER NOT NULL DEFAULT 0,
            visited INTEGER NOT NULL DEFAULT 0,
            value BLOB NOT NULL
        );
        CREATE INDEX entries_ends ON entries (ends);
        CREATE TABLE claims (
            key BLOB PRIMARY KEY,
            ends INTEGER NOT NULL,
            token INTEGER NOT NULL
        ) WITHOUT ROWID;
        """
}
