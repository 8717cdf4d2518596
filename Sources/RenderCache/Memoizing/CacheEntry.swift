/// A value with what the cache knows of it, for those who keep it themselves as well.
public struct CacheEntry<Value> {
    /// The value.
    public let value: Value

    /// What it shows.
    public let tags: [String]

    /// The evidence that an ``Invalidation`` judges it by; with ``LoggedInvalidation``, the
    /// raw value of its ``Stamp``.
    public let evidence: [UInt64]

    /// How long it is still as good as new; zero if it is not any more.
    public let freshFor: Duration

    /// Where it came from.
    public let outcome: CacheOutcome
}

extension CacheEntry: Sendable where Value: Sendable {}

/// How a call to the cache was answered: each call counts as exactly one of these.
public enum CacheOutcome: String, Hashable, Sendable, CaseIterable {
    /// From the store, as good as new.
    case hit
    /// Computed.
    case miss
    /// From the store, no longer as good as new.
    case stale
    /// By waiting for another, who computed it.
    case wait
}
