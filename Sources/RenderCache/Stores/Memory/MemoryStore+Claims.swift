import NIOCore
import Synchronization

extension MemoryStore {
    /// Reads a value with the intent to compute it.
    public func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim {
        claims.withLock { claims in
            let now = values.now()
            let entry = values.entry(key)
            if let entry, !entry.value.isStale, !isDue(entry, within: refreshBelow, of: now) {
                return .found(entry.value.found)
            }
            let stale = entry?.value.found
            let token = claims.take(key, until: now + TimeAmount(lifetime), now: now)
            return token.map { .won(stale: stale, token: $0) } ?? .taken(stale: stale)
        }
    }

    /// Ends a claim.
    public func release(_ key: CacheKey, ifToken token: UInt64?) async {
        claims.withLock { $0.end(key, ifToken: token) }
    }

    /// Keeps a value only for those who wait for a new one; who computed the old one has no
    /// claim to the new one.
    public func markStale(_ key: CacheKey, ifRevision revision: UInt64?) async {
        claims.withLock { claims in
            let isMarked = values.update(key) { entry in
                guard let value = entry?.value, revision ?? value.revision == value.revision
                else { return false }
                entry?.value.isStale = true
                return true
            }
            if isMarked { claims.end(key) }
        }
    }

    private func isDue(
        _ entry: MemoryCacheEntry<StoredBytes>, within time: Duration?, of now: NIODeadline
    ) -> Bool {
        guard let time, let expires = entry.expires else { return false }
        return now + TimeAmount(time) > expires
    }
}
