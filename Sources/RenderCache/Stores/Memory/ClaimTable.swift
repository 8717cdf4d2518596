import NIOCore

/// Who computes what at the moment: the keys that are claimed, and until when.
///
/// Claims do not lie with the values, where they could be evicted and a second caller would
/// compute the same.
struct ClaimTable: Sendable {
    private struct Claim {
        let end: NIODeadline
        let token: UInt64
    }

    private var claims: [CacheKey: Claim] = [:]
    private var lastToken: UInt64 = 0
    private var sweepAt = 1_000

    /// Claims a key until `end`, unless it is claimed.
    ///
    /// - Returns: The claim's token.
    mutating func take(_ key: CacheKey, until end: NIODeadline, now: NIODeadline) -> UInt64? {
        if let other = claims[key], other.end > now { return nil }
        if claims.count >= sweepAt { sweep(now: now) }
        lastToken += 1
        claims[key] = Claim(end: end, token: lastToken)
        return lastToken
    }

    /// Ends the claim of a key, or only the one with a token.
    mutating func end(_ key: CacheKey, ifToken token: UInt64? = nil) {
        // Most values are stored when nothing is claimed.
        guard !claims.isEmpty, token == nil || claims[key]?.token == token else { return }
        claims[key] = nil
    }

    mutating func endAll() {
        claims = [:]
    }

    /// Forgets those whose holders have died: as many as there may be alive before the next
    /// time, so that this costs little for each claim.
    private mutating func sweep(now: NIODeadline) {
        claims = claims.filter { $0.value.end > now }
        sweepAt = max(1_000, claims.count * 2)
    }
}
