public import NIOCore
import Synchronization

extension MemoryStore: CacheStore {
    /// The value, unless it has expired.
    public func get(_ key: CacheKey) async -> CachedBytes? {
        found(key)
    }

    /// Stores a value in the place of any other.
    public func set(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        store(key, bytes, timeout: timeout)
    }

    /// Stores a value if the key holds none.
    public func add(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) async -> Bool {
        guard let new = entry(key, bytes, timeout: timeout) else { return false }
        let isAdded = values.update(key) { entry in
            if let entry, !entry.value.isStale { return false }
            entry = new
            return true
        }
        if isAdded { claims.withLock { $0.end(key) } }
        return isAdded
    }

    /// Removes a value.
    public func delete(_ key: CacheKey) async -> Bool {
        remove(key)
    }

    /// The values of those keys that hold one.
    public func getMany(_ keys: [CacheKey]) async -> [CacheKey: CachedBytes] {
        var values: [CacheKey: CachedBytes] = [:]
        for key in keys { values[key] = found(key) }
        return values
    }

    /// Stores several values, each on its own.
    public func setMany(
        _ values: [CacheKey: ByteBuffer], timeout: Duration?
    ) async -> Set<CacheKey> {
        Set(values.filter { store($0.key, $0.value, timeout: timeout) }.keys)
    }

    /// Removes several values; every key is tried.
    public func deleteMany(_ keys: [CacheKey]) async -> Set<CacheKey> {
        Set(keys.filter(remove))
    }

    /// Whether the key holds a value that has not expired.
    public func has(_ key: CacheKey) async -> Bool {
        found(key) != nil
    }

    /// Removes every value and every claim.
    public func clear() async -> Bool {
        values.deleteAll()
        claims.withLock { $0.endAll() }
        return true
    }

    private func remove(_ key: CacheKey) -> Bool {
        values.delete(key).map { !$0.isStale } ?? false
    }
}
