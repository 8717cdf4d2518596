public import Logging
public import Metrics

/// Remembers what was computed, in any store, for as long as it holds.
///
/// ```swift
/// let cache = Cache(store: MemoryStore())
///
/// func page(_ post: Post) async throws -> String {
///     try await cache.memoize("post", post.id, tags: ["post:\(post.id)"]) {
///         try await render(post)
///     }
/// }
///
/// await cache.invalidate(tag: "post:7")  // everything that shows post 7, in every process
/// ```
///
/// **A thousand who miss at once compute once.** In one process the others wait for the
/// first; across processes the store lets one of them compute
/// (``CacheStore/claim(_:lifetime:refreshBelow:)``). Whoever is cancelled leaves at once, and
/// the computation is cancelled when nobody is left.
///
/// **What is old is not always useless.** After ``CacheLifetime/fresh`` a value is served
/// for ``CacheLifetime/stale`` longer while a new one is made in the background, or because
/// making it fails. Some readings make it a little early (``CacheSettings/eagerness``). What
/// is known to be out of date is never served.
///
/// **What changed is told by tags**, not by keys: see ``Invalidation``. A computation within
/// another one passes its tags on, so that a page goes stale with its fragments.
///
/// **Failures are not kept.** Each of those who wait for a computation gets its error; whoever
/// comes later tries again. That there is nothing (`nil`) is a value like any other, kept
/// for the shorter ``CacheLifetime/negative``.
public final class Cache: Sendable {
    /// Counts what becomes of each call.
    public let meter: CacheMeter

    let store: any CacheStore
    let invalidation: any Invalidation
    let settings: CacheSettings
    let logger: Logger
    let timing: CacheTiming
    let flights = FlightTable()
    let failures = FailureMemory()

    /// A cache over a store.
    ///
    /// Without an `invalidation` it keeps versions of the tags in the store itself:
    /// ``StoredTagVersions``.
    public convenience init(
        store: any CacheStore, invalidation: (any Invalidation)? = nil,
        settings: CacheSettings = CacheSettings(), logger: Logger = Logger(label: "cache"),
        metrics: any MetricsFactory = MetricsSystem.factory
    ) {
        self.init(
            store: store, invalidation: invalidation, settings: settings, logger: logger,
            metrics: metrics, timing: .real)
    }

    /// A cache with clocks and chance of the caller's.
    package init(
        store: any CacheStore, invalidation: (any Invalidation)? = nil,
        settings: CacheSettings = CacheSettings(), logger: Logger = Logger(label: "cache"),
        metrics: any MetricsFactory = MetricsSystem.factory, timing: CacheTiming
    ) {
        self.store = store
        self.invalidation = invalidation ?? StoredTagVersions(store: store)
        self.settings = settings
        self.logger = logger
        self.timing = timing
        meter = CacheMeter(factory: metrics)
    }

    /// What became of all calls, and what the store holds.
    public var statistics: CacheStatistics {
        meter.statistics(usage: (store as? any MeasuredStore)?.usage)
    }
}
