import NIOCore
import RenderCache
import Synchronization

/// A store that counts how often it is read, and that may be out of reach.
final class FarStore: CacheStore {
    private struct State {
        var isAway = false
        var reads = 0
        /// What happens after the next reading, before its answer arrives.
        var meanwhile: (@Sendable () async -> Void)?
    }

    private let store = MemoryStore(capacity: 8 << 20)
    private let state = Mutex(State())

    var reads: Int { state.withLock(\.reads) }

    var isAway: Bool {
        get { state.withLock(\.isAway) }
        set { state.withLock { $0.isAway = newValue } }
    }

    func duringNextRead(_ work: @escaping @Sendable () async -> Void) {
        state.withLock { $0.meanwhile = work }
    }

    func get(_ key: CacheKey) async -> CachedBytes? {
        await getMany([key])[key]
    }

    func getMany(_ keys: [CacheKey]) async -> [CacheKey: CachedBytes] {
        let meanwhile = state.withLock { state in
            state.reads += keys.count
            defer { state.meanwhile = nil }
            return state.meanwhile
        }
        let values = isAway ? [:] : await store.getMany(keys)
        await meanwhile?()
        return values
    }

    func set(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        isAway ? false : await store.set(key, bytes, timeout: timeout)
    }

    func add(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        isAway ? false : await store.add(key, bytes, timeout: timeout)
    }

    func delete(_ key: CacheKey) async -> Bool {
        isAway ? false : await store.delete(key)
    }

    func setMany(_ values: [CacheKey: ByteBuffer], timeout: Duration?) async -> Set<CacheKey> {
        isAway ? [] : await store.setMany(values, timeout: timeout)
    }

    func deleteMany(_ keys: [CacheKey]) async -> Set<CacheKey> {
        isAway ? [] : await store.deleteMany(keys)
    }

    func has(_ key: CacheKey) async -> Bool {
        isAway ? false : await store.has(key)
    }

    func increment(_ key: CacheKey, by amount: UInt64, timeout: Duration?) async -> UInt64? {
        isAway ? nil : await store.increment(key, by: amount, timeout: timeout)
    }

    func decrement(_ key: CacheKey, by amount: UInt64, timeout: Duration?) async -> UInt64? {
        isAway ? nil : await store.decrement(key, by: amount, timeout: timeout)
    }

    func clear() async -> Bool {
        isAway ? false : await store.clear()
    }

    func claim(
        _ key: CacheKey, lifetime: Duration, refreshBelow: Duration?
    ) async -> CacheClaim {
        isAway
            ? .won(stale: nil, token: 0)
            : await store.claim(key, lifetime: lifetime, refreshBelow: refreshBelow)
    }

    func release(_ key: CacheKey, ifToken token: UInt64?) async {
        await store.release(key, ifToken: token)
    }

    func markStale(_ key: CacheKey, ifRevision revision: UInt64?) async {
        await store.markStale(key, ifRevision: revision)
    }
}
