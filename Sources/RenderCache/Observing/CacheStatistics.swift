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
