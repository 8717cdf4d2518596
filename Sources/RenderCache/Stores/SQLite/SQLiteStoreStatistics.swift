/// What a SQLite store holds, as of its last trimming, and what this process has removed.
public struct SQLiteStoreStatistics: Hashable, Sendable {
    /// The bytes of the file that hold something.
    public var bytes = 0
    /// The entries that had to go for want of room.
    public var evictions = 0
    /// The entries that were removed because their time was over.
    public var expirations = 0
}
