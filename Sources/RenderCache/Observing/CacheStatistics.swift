/// A picture of a cache, for a page that shows it.
public struct CacheStatistics: Hashable, Sendable {
    /// By the name of what was memoized: each call counts under one.
    public var functions: [String: CacheCounts] = [:]
    /// By kind of tag, which is what stands before the colon.
    ///
    /// A call counts under each kind that its value carries.
    public var tags: [String: CacheCounts] = [:]
    /// All calls together.
    public var total = CacheCounts()
    /// Computations that ended well, and the time that they took together.
    public var computations = 0
    /// The time that computations took together.
    public var computing = Duration.zero
    /// Computations that failed.
    public var failures = 0
    /// What the store holds; `nil` if it cannot tell.
    public var usage: CacheUsage?
}

/// What a store holds.
public struct CacheUsage: Hashable, Sendable {
    /// How many values.
    public var entries: Int
    /// How many bytes.
    public var bytes: Int
    /// The most bytes that it may hold; `nil` if that is not known.
    public var limit: Int?
    /// How many values it has dropped for want of room.
    public var evictions: Int

    /// What a store holds.
    public init(entries: Int, bytes: Int, limit: Int?, evictions: Int) {
        self.entries = entries
        self.bytes = bytes
        self.limit = limit
        self.evictions = evictions
    }
}

/// A store that can tell at once what it holds.
public protocol MeasuredStore: CacheStore {
    /// What it holds now.
    var usage: CacheUsage { get }
}

extension MemoryStore: MeasuredStore {
    /// What it holds now.
    public var usage: CacheUsage {
        let statistics = statistics
        return CacheUsage(
            entries: statistics.entries, bytes: statistics.bytes, limit: values.capacity,
            evictions: statistics.evictions)
    }
}
