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
    public func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim {
        let life = Expiry.after(max(lifetime, .zero))
        let reply = await ask(key) { $0.get($1.value, .value, .claim(life)) }?[0]
        // Nobody else can be asked to compute it.
        guard let reply, reply.isPresent else { return .won(stale: nil) }
        if reply.isPlaceholder { return reply.isWinner ? .won(stale: nil) : .taken(stale: nil) }
        // A value too large to be taken is as good as none, and whoever renews it mends that.
        guard let value = reply.stored else { return .won(stale: nil) }
        if !reply.isStale, !reply.isDue(within: refreshBelow) { return .found(value) }
        let claimed = await ask(key) { batch, names in
            let claim = names.claim(after: value.revision)
            batch.set(claim, StoredValue(ByteBuffer()), .live(life), .ifAbsent)
        }?[0]
        return claimed?.status == .notStored ? .taken(stale: value) : .won(stale: value)
    }

    /// Gives up a claim that was won.
    public func release(_ key: CacheKey) async {
        guard let found = await ask(key, { $0.get($1.value) })?[0], let revision = found.revision
        else { return }
        _ = await ask(key) { batch, names in
            if found.isPlaceholder {
                batch.delete(names.value, .ifRevision(revision))
            } else {
                batch.delete(names.claim(after: revision))
            }
        }
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
