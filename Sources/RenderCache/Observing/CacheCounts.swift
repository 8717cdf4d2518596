/// What became of the calls to a cache.
public struct CacheCounts: Hashable, Sendable {
    /// Calls answered from the store with a value as good as new.
    public var hits = 0
    /// Calls that computed.
    public var misses = 0
    /// Calls answered with a value that was no longer as good as new.
    public var stale = 0
    /// Calls that waited for another that computed.
    public var waits = 0
    /// Values dropped for want of room.
    public var evictions = 0
    /// Bytes of the values given out.
    public var bytesServed = 0
    /// Bytes given to the store.
    public var bytesStored = 0
    /// How long computing the values would have taken that were given out.
    public var saved = Duration.zero

    /// All calls.
    public var calls: Int { hits + misses + stale + waits }

    /// The share of calls that neither computed nor waited; `nil` before the first.
    public var hitRatio: Double? {
        calls == 0 ? nil : Double(hits + stale) / Double(calls)
    }

    static func += (total: inout CacheCounts, part: CacheCounts) {
        total.hits += part.hits
        total.misses += part.misses
        total.stale += part.stale
        total.waits += part.waits
        total.evictions += part.evictions
        total.bytesServed += part.bytesServed
        total.bytesStored += part.bytesStored
        total.saved += part.saved
    }
}
