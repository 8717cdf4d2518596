import NIOCore

/// Who computes what at the moment: the keys that are claimed, and until when.
///
/// Claims do not lie with the values, where they could be evicted and a second caller would
/// compute the same.
struct ClaimTable: Sendable {
    private var ends: [CacheKey: NIODeadline] = [:]
    private var sweepAt = 1_000

    /// Claims a key until `end`, unless it is claimed.
    mutating func take(_ key: CacheKey, until end: NIODeadline, now: NIODeadline) -> Bool {
        if let other = ends[key], other > now { return false }
        if ends.count >= sweepAt { sweep(now: now) }
        ends[key] = end
        return true
    }

    mutating func end(_ key: CacheKey) {
        // Most values are stored when nothing is claimed.
        if !ends.isEmpty { ends[key] = nil }
    }

    mutating func endAll() {
        ends = [:]
    }

    /// Forgets those whose holders have died: as many as there may be alive before the next
    /// time, so that this costs little for each claim.
    private mutating func sweep(now: NIODeadline) {
        ends = ends.filter { $0.value > now }
        sweepAt = max(1_000, ends.count * 2)
    }
}
