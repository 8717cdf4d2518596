/// What a store holds.
public struct CacheUsage: Hashable, Sendable {
    /// How many values; `nil` if that is not known.
    public var entries: Int?
    /// How many bytes.
    public var bytes: Int
    /// The most bytes that it may hold; `nil` if that is not known.
    public var limit: Int?
    /// How many values it has dropped for want of room.
    public var evictions: Int

    /// What a store holds.
    public init(entries: Int?, bytes: Int, limit: Int?, evictions: Int) {
        self.entries = entries
        self.bytes = bytes
        self.limit = limit
        self.evictions = evictions
    }
}
