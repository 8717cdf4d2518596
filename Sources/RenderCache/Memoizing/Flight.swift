import Synchronization

/// One computation of a value, for all who want it at the same time.
final class Flight: Sendable {
    let key: CacheKey
    /// Whether it goes on when nobody waits for it.
    let isRefresh: Bool
    private let abandoned = Atomic(false)

    init(key: CacheKey, isRefresh: Bool) {
        self.key = key
        self.isRefresh = isRefresh
    }

    /// Whether the value was forgotten while it was computed, so that it is not to be kept.
    var isAbandoned: Bool { abandoned.load(ordering: .acquiring) }

    func abandon() {
        abandoned.store(true, ordering: .releasing)
    }
}

/// How a flight ended well.
struct Landing: Sendable {
    let envelope: Envelope
    /// How the one is answered who started it.
    let outcome: CacheOutcome
}
