import Metrics
import Synchronization

/// Counts what becomes of calls, for one function or one kind of tag.
///
/// Who answers calls from a memory of its own may keep the tallies with what it holds
/// (``CacheMeter/tallies(function:tags:)``) and count on an event loop: no look-up is needed,
/// and no lock but the tally's.
public final class CacheTally: Sendable {
    private let counts = Mutex(CacheCounts())
    private let outcomes: [CacheOutcome: Counter]
    private let served: Counter
    private let stored: Counter
    private let evictions: Counter
    private let saved: FloatingPointCounter

    /// A tally whose metrics begin with `prefix`, of what the dimension names.
    init(_ prefix: String, _ dimension: (String, String), factory: any MetricsFactory) {
        func counter(_ name: String, _ more: (String, String)...) -> Counter {
            Counter(label: prefix + name, dimensions: [dimension] + more, factory: factory)
        }
        outcomes = Dictionary(
            uniqueKeysWithValues: CacheOutcome.allCases.map {
                ($0, counter(".requests", ("outcome", $0.rawValue)))
            })
        served = counter(".bytes", ("direction", "served"))
        stored = counter(".bytes", ("direction", "stored"))
        evictions = counter(".evictions")
        saved = FloatingPointCounter(
            label: prefix + ".saved.seconds", dimensions: [dimension], factory: factory)
    }

    /// What has been counted.
    public var current: CacheCounts { counts.withLock { $0 } }

    /// Counts a call, or several that were answered alike, with the bytes that they were
    /// given and the time that they were spared.
    public func count(
        _ outcome: CacheOutcome, times: Int = 1, bytes: Int, saved time: Duration = .zero
    ) {
        counts.withLock { counts in
            switch outcome {
            case .hit: counts.hits += times
            case .miss: counts.misses += times
            case .stale: counts.stale += times
            case .wait: counts.waits += times
            }
            counts.bytesServed += bytes
            counts.saved += time
        }
        outcomes[outcome]?.increment(by: times)
        served.increment(by: bytes)
        if time > .zero { saved.increment(by: time / .seconds(1)) }
    }

    /// Counts a value that was dropped for want of room.
    public func countEviction() {
        counts.withLock { $0.evictions += 1 }
        evictions.increment()
    }

    /// Counts bytes that were given to the store.
    public func countStored(_ bytes: Int) {
        counts.withLock { $0.bytesStored += bytes }
        stored.increment(by: bytes)
    }
}
