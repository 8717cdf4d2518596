/// What a memory cache holds, and what became of what it was asked.
public struct MemoryCacheStatistics: Hashable, Sendable {
    /// The entries that are held, with those that have expired and were not yet asked for.
    public var entries = 0
    /// What the entries cost together, with what the cache itself needs for each.
    public var bytes = 0
    /// How often a key was found.
    public var hits = 0
    /// How often a key was not found, or had expired.
    public var misses = 0
    /// The entries that had to go for others, or were not wanted as much as those there.
    public var evictions = 0
    /// The entries that were removed because their time was over.
    public var expirations = 0
    /// The entries that were too large to be taken.
    public var refusals = 0

    /// Nothing held, nothing asked.
    public init() {}

    @usableFromInline
    static func += (total: inout Self, part: Self) {
        total.entries += part.entries
        total.bytes += part.bytes
        total.hits += part.hits
        total.misses += part.misses
        total.evictions += part.evictions
        total.expirations += part.expirations
        total.refusals += part.refusals
    }
}
