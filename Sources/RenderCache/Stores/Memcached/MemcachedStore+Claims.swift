import NIOCore

extension MemcachedStore {
    /// Reads a value with the intent to compute it.
    ///
    /// A missing value is claimed by the server itself: the first who asks leaves a placeholder
    /// (`N`) that lives as long as the claim. memcached could also say who is to renew a value
    /// that is stale or ends soon (`R`, `W`, `Z`), but says so only once, so that no one would
    /// if that one died; a key beside the value is claimed instead, which ends by itself. It is
    /// named after the value's revision: once there is a newer value, or the value is marked as
    /// stale, the claim is void.
    ///
    /// The token of a claim is the revision of its placeholder, or what the key beside the
    /// value holds.
    public func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim {
        let life = Expiry.after(max(lifetime, .zero))
        let reply = await ask(key) { $0.get($1.value, .value, .claim(life)) }?[0]
        let token = UInt64.random(in: .min ... .max)
        // Nobody else can be asked to compute it.
        guard let reply, reply.isPresent else { return .won(stale: nil, token: token) }
        if reply.isPlaceholder {
            guard reply.isWinner else { return .taken(stale: nil) }
            return .won(stale: nil, token: reply.revision ?? token)
        }
        // A value too large to be taken is as good as none, and whoever renews it mends that.
        guard let value = reply.stored else { return .won(stale: nil, token: token) }
        if !reply.isStale, !reply.isDue(within: refreshBelow) { return .found(value) }
        let claimed = await ask(key) { batch, names in
            let claim = names.claim(after: value.revision)
            batch.set(claim, StoredValue(CounterText.bytes(token)), .live(life), .ifAbsent)
        }?[0]
        return claimed?.status == .notStored
            ? .taken(stale: value) : .won(stale: value, token: token)
    }

    /// Ends a claim.
    public func release(_ key: CacheKey, ifToken token: UInt64?) async {
        guard let found = await ask(key, { $0.get($1.value) })?[0], let revision = found.revision
        else { return }
        if found.isPlaceholder {
            guard token ?? revision == revision else { return }
            _ = await ask(key) { $0.delete($1.value, .ifRevision(revision)) }
            return
        }
        let claim = await ask(key) { $0.get($1.claim(after: revision), .value) }?[0]
        guard let claim, let own = claim.revision, token ?? claim.number == claim.number else {
            return
        }
        _ = await ask(key) { $0.delete($1.claim(after: revision), .ifRevision(own)) }
    }

    /// Keeps a value only for those who wait for a new one.
    public func markStale(_ key: CacheKey, ifRevision revision: UInt64?) async {
        if let revision {
            await markStale(key, revision)
            return
        }
        for _ in 0..<Self.tries {
            let found = await ask(key) { $0.get($1.value) }?[0]
            guard let found, !found.isPlaceholder, let revision = found.revision else { return }
            if await markStale(key, revision) != .changed { return }
        }
    }

    /// A claim is not marked: it has another revision than any value.
    @discardableResult
    private func markStale(_ key: CacheKey, _ revision: UInt64) async -> MetaReply.Status? {
        await ask(key) { $0.delete($1.value, .onlyMarkStale, .ifRevision(revision)) }?[0]?.status
    }
}
