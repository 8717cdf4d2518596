public import NIOCore

extension TieredStore: CacheStore {
    /// The far store.
    public var shared: any CacheStore { far.shared }

    /// The value, from memory if it was read a moment ago.
    public func get(_ key: CacheKey) async -> CachedBytes? {
        if let value = remembered(key) { return value }
        let moment = moment
        let value = await far.get(key)
        if let value { remember(key, value, readSince: moment) }
        return value
    }

    /// The values of those keys that hold one; what memory does not know is asked for at once.
    public func getMany(_ keys: [CacheKey]) async -> [CacheKey: CachedBytes] {
        var values: [CacheKey: CachedBytes] = [:]
        for key in keys { values[key] = remembered(key) }
        let unknown = keys.filter { values[$0] == nil }
        guard !unknown.isEmpty else { return values }
        let moment = moment
        for (key, value) in await far.getMany(unknown) {
            remember(key, value, readSince: moment)
            values[key] = value
        }
        return values
    }

    /// Whether the key holds a value that has not expired.
    public func has(_ key: CacheKey) async -> Bool {
        if remembered(key) != nil { return true }
        return await far.has(key)
    }

    /// Stores a value in the far store, or in memory if that does not take it.
    public func set(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        guard await far.set(key, bytes, timeout: timeout) else {
            await far.release(key, ifToken: nil)
            return keep(key, bytes, timeout: timeout)
        }
        forget([key])
        return true
    }

    /// Stores several values in the far store, or in memory if that does not take them.
    public func setMany(
        _ values: [CacheKey: ByteBuffer], timeout: Duration?
    ) async -> Set<CacheKey> {
        let stored = await far.setMany(values, timeout: timeout)
        forget(stored)
        let refused = values.filter { !stored.contains($0.key) }
        await withDiscardingTaskGroup { [far] group in
            for key in refused.keys { group.addTask { await far.release(key, ifToken: nil) } }
        }
        let kept = refused.filter { keep($0.key, $0.value, timeout: timeout) }
        return stored.union(kept.keys)
    }

    /// Stores a value in the far store if the key holds none there.
    public func add(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        defer { forget([key]) }
        return await far.add(key, bytes, timeout: timeout)
    }

    /// Removes a value.
    public func delete(_ key: CacheKey) async -> Bool {
        defer { forget([key]) }
        return await far.delete(key)
    }

    /// Removes several values.
    public func deleteMany(_ keys: [CacheKey]) async -> Set<CacheKey> {
        defer { forget(keys) }
        return await far.deleteMany(keys)
    }

    /// Adds to a counter of the far store.
    public func increment(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? {
        defer { forget([key]) }
        return await far.increment(key, by: amount, timeout: timeout)
    }

    /// Subtracts from a counter of the far store.
    public func decrement(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? {
        defer { forget([key]) }
        return await far.decrement(key, by: amount, timeout: timeout)
    }

    /// Removes everything.
    public func clear() async -> Bool {
        defer { forgetAll() }
        return await far.clear()
    }

    /// Finds what was read a moment ago in memory, and claims in the far store what was not.
    public func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim {
        if let value = remembered(key, refreshBelow: refreshBelow) { return .found(value) }
        let moment = moment
        let claim = await far.claim(key, lifetime: lifetime, refreshBelow: refreshBelow)
        if case .found(let value) = claim {
            remember(key, value, refreshBelow: refreshBelow ?? .zero, readSince: moment)
        }
        return claim
    }

    /// Ends a claim in the far store.
    public func release(_ key: CacheKey, ifToken token: UInt64?) async {
        await far.release(key, ifToken: token)
    }

    /// Closes the far store.
    public func close() async {
        await far.close()
    }

    /// Keeps a value only for those who wait for a new one.
    public func markStale(_ key: CacheKey, ifRevision revision: UInt64?) async {
        await far.markStale(key, ifRevision: revision)
        forget([key])
    }
}
