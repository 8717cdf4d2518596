import NIOCore
import RenderCache
import Synchronization

/// A store in memory that tells what was asked of it.
final class WatchedStore: CacheStore {
    let memory = MemoryStore(capacity: 8 << 20)
    private let beforeClaim = Mutex<(@Sendable () async -> Void)?>(nil)
    private let state = Mutex<[(key: CacheKey, timeout: Duration?)]>([])

    /// What was stored, in order, and for how long.
    var stored: [(key: CacheKey, timeout: Duration?)] { state.withLock { $0 } }

    /// Does something when the next claim is on its way.
    func beforeNextClaim(_ work: @escaping @Sendable () async -> Void) {
        beforeClaim.withLock { $0 = work }
    }

    private func note(_ key: CacheKey, _ timeout: Duration?) {
        state.withLock { $0.append((key, timeout)) }
    }

    func get(_ key: CacheKey) async -> CachedBytes? { await memory.get(key) }

    func set(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        note(key, timeout)
        return await memory.set(key, bytes, timeout: timeout)
    }

    func add(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        note(key, timeout)
        return await memory.add(key, bytes, timeout: timeout)
    }

    func delete(_ key: CacheKey) async -> Bool { await memory.delete(key) }

    func getMany(_ keys: [CacheKey]) async -> [CacheKey: CachedBytes] {
        await memory.getMany(keys)
    }

    func setMany(
        _ values: [CacheKey: ByteBuffer], timeout: Duration?
    ) async -> Set<CacheKey> {
        for key in values.keys { note(key, timeout) }
        return await memory.setMany(values, timeout: timeout)
    }

    func deleteMany(_ keys: [CacheKey]) async -> Set<CacheKey> {
        await memory.deleteMany(keys)
    }

    func has(_ key: CacheKey) async -> Bool { await memory.has(key) }

    func increment(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? { await memory.increment(key, by: amount, timeout: timeout) }

    func decrement(
        _ key: CacheKey, by amount: UInt64, timeout: Duration?
    ) async -> UInt64? { await memory.decrement(key, by: amount, timeout: timeout) }

    func clear() async -> Bool { await memory.clear() }

    func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim {
        await beforeClaim.withLock { $0.take() }?()
        return await memory.claim(key, lifetime: lifetime, refreshBelow: refreshBelow)
    }

    func release(_ key: CacheKey, ifToken token: UInt64?) async {
        await memory.release(key, ifToken: token)
    }

    func markStale(_ key: CacheKey, ifRevision revision: UInt64?) async {
        await memory.markStale(key, ifRevision: revision)
    }
}
