public import NIOCore

extension MemcachedStore: CacheStore {
    /// The value, unless it has expired.
    public func get(_ key: CacheKey) async -> CachedBytes? {
        await ask(key) { $0.get($1.value, .value) }?[0]?.fresh
    }

    /// Stores a value in the place of any other.
    public func set(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        let expiry = expiry(timeout)
        guard expiry != .already, bytes.readableBytes <= maximumValueSize else {
            _ = await delete(key)
            return false
        }
        let reply = await ask(key) { $0.set($1.value, StoredValue(bytes), .live(expiry)) }?[0]
        return reply?.status == .done
    }

    /// Stores a value if the key holds none.
    public func add(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        let expiry = expiry(timeout)
        guard expiry != .already, bytes.readableBytes <= maximumValueSize else { return false }
        let value = StoredValue(bytes)
        for _ in 0..<Self.tries {
            let replies = await ask(key) { batch, names in
                batch.set(names.value, value, .live(expiry), .ifAbsent)
                batch.get(names.value)
            }
            guard let replies, let added = replies[0], let found = replies[1] else { return false }
            if added.status == .done { return true }
            if added.status != .notStored || found.isFresh { return false }
            // A claim or a stale value is there, unless it has just gone.
            if await replace(key, found, by: value, expiry) { return true }
        }
        return false
    }

    /// Removes a value.
    ///
    /// Whether there was one is what was seen just before.
    public func delete(_ key: CacheKey) async -> Bool {
        let replies = await ask(key) { batch, names in
            batch.get(names.value)
            batch.delete(names.value)
        }
        return replies.map { Self.isDeleted($0[0], $0[1]) } ?? false
    }

    /// Whether the key holds a value that has not expired.
    public func has(_ key: CacheKey) async -> Bool {
        await ask(key) { $0.get($1.value) }?[0]?.isFresh ?? false
    }

    /// Makes everything unreachable that was stored in this name space, in every process.
    ///
    /// - Returns: Whether every server took part; on one that is away, everything is still
    ///   there when it comes back.
    public func clear() async -> Bool {
        let nodes = cluster.nodes
        var isDone = !nodes.isEmpty
        for node in nodes {
            var batch = MetaBatch()
            batch.set(keys.generation, StoredValue(ByteBuffer(string: Generation.random().text)))
            let reply = await node.send(batch)?[0]
            isDone = reply?.status == .done && isDone
        }
        return isDone
    }

    static func isDeleted(_ found: MetaReply?, _ deleted: MetaReply?) -> Bool {
        found?.isFresh ?? false && deleted?.status == .done
    }

    /// Puts a value in the place of a claim or a stale value, if it is still there.
    func replace(
        _ key: CacheKey, _ found: MetaReply, by value: StoredValue, _ expiry: Expiry
    ) async -> Bool {
        guard let revision = found.revision else { return false }
        let reply = await ask(key) { batch, names in
            batch.set(names.value, value, .live(expiry), .ifRevision(revision))
        }?[0]
        return reply?.status == .done
    }
}
