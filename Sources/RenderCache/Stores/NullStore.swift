public import NIOCore

/// A store that keeps nothing: every page is rendered anew, for development and for
/// measuring.
public struct NullStore: CacheStore {
    /// A store that keeps nothing.
    public init() {}

    /// Always a miss.
    public func get(_ key: CacheKey) async -> CachedBytes? { nil }

    /// Refuses.
    public func set(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        false
    }

    /// Refuses.
    public func add(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        false
    }

    /// Finds nothing to remove.
    public func delete(_ key: CacheKey) async -> Bool { false }

    /// Always misses.
    public func getMany(_ keys: [CacheKey]) async -> [CacheKey: CachedBytes] { [:] }

    /// Refuses.
    public func setMany(
        _ values: [CacheKey: ByteBuffer], timeout: Duration?
    ) async -> Set<CacheKey> { [] }

    /// Finds nothing to remove.
    public func deleteMany(_ keys: [CacheKey]) async -> Set<CacheKey> { [] }

    /// Never.
    public func has(_ key: CacheKey) async -> Bool { false }

    /// Keeps no counters.
    public func increment(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? { nil }

    /// Keeps no counters.
    public func decrement(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? { nil }

    /// Nothing is left to do.
    public func clear() async -> Bool { true }

    /// Lets everybody compute.
    public func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim { .won(stale: nil, token: 0) }

    /// Does nothing: no claim is kept.
    public func release(_ key: CacheKey, ifToken token: UInt64?) async {}

    /// Does nothing: no value is kept.
    public func markStale(_ key: CacheKey, ifRevision revision: UInt64?) async {}
}
