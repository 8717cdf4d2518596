import NIOCore
import RenderCache
import Synchronization

/// Counts how often a page is shown.
///
/// On an event loop, so the counters that others read hear of it once a second, which
/// costs a busy page next to nothing; the first one after a while counts at once.
final class PageTally: Sendable {
    private let tallies: [CacheTally]
    private let outcome: CacheOutcome
    private let hits = Atomic(0)
    private let bytes = Atomic(0)
    private let toldAt = Atomic<UInt64>(0)

    init(_ tallies: [CacheTally], _ outcome: CacheOutcome) {
        self.tallies = tallies
        self.outcome = outcome
    }

    deinit {
        tell()
    }

    /// Counts that the page was shown, and how many bytes of it were sent.
    func count(_ bytes: Int, now: NIODeadline) {
        hits.wrappingAdd(1, ordering: .relaxed)
        self.bytes.wrappingAdd(bytes, ordering: .relaxed)
        let told = toldAt.load(ordering: .relaxed)
        guard now.uptimeNanoseconds &- told >= 1_000_000_000,
            toldAt.compareExchange(
                expected: told, desired: now.uptimeNanoseconds, ordering: .relaxed
            ).exchanged
        else { return }
        tell()
    }

    /// Counts that the page had to go for want of room.
    func countEviction() {
        for tally in tallies { tally.countEviction() }
    }

    private func tell() {
        let hits = hits.exchange(0, ordering: .relaxed)
        let bytes = bytes.exchange(0, ordering: .relaxed)
        guard hits > 0 else { return }
        for tally in tallies { tally.count(outcome, times: hits, bytes: bytes) }
    }
}
