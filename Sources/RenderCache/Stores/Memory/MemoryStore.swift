import NIOCore
import Synchronization

/// A store in the memory of this process, within a number of bytes.
///
/// What has to go when it is full is decided by how often it was asked for lately: see
/// ``MemoryCache``. Its name space is its own. Nothing here waits, so that everything may be
/// asked from any thread.
public final class MemoryStore: Sendable {
    /// How many bytes it holds at most.
    public let capacity: Int

    let values: MemoryCache<CacheKey, StoredBytes>
    let claims = Mutex(ClaimTable())
    let defaultTimeout: Duration
    private let revisions = Atomic<UInt64>(0)
    let evictions: EvictionReport

    /// A store that holds at most `capacity` bytes.
    public init(capacity: Int = 32 << 20, defaultTimeout: Duration = .seconds(300)) {
        let evictions = EvictionReport()
        self.evictions = evictions
        self.capacity = capacity
        values = MemoryCache(capacity: capacity) { evictions.tell($0, $1.bytes) }
        self.defaultTimeout = defaultTimeout
    }

    /// What is held, and what became of what was asked.
    public var statistics: MemoryCacheStatistics { values.statistics }

    func found(_ key: CacheKey) -> CachedBytes? {
        guard let value = values.get(key), !value.isStale else { return nil }
        return value.found
    }

    /// Stores a value, and ends the claim of whoever computed it.
    func store(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) -> Bool {
        // In this order: whoever claims the key in between finds the value.
        defer { claims.withLock { $0.end(key) } }
        guard let entry = entry(key, bytes, timeout: timeout) else {
            values.delete(key)
            return false
        }
        return values.set(key, entry)
    }

    /// What is to be stored; `nil` if its time is over before it begins.
    func entry(
        _ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?
    ) -> MemoryCacheEntry<StoredBytes>? {
        let value = StoredBytes(bytes, revision: nextRevision())
        let cost = value.cost(under: key)
        switch Expiry(timeout: timeout, default: defaultTimeout) {
        case .already: return nil
        case .never: return MemoryCacheEntry(value: value, cost: cost)
        case .after(let time):
            return MemoryCacheEntry(
                value: value, cost: cost, expires: values.now() + TimeAmount(time))
        }
    }

    func nextRevision() -> UInt64 {
        revisions.wrappingAdd(1, ordering: .relaxed).newValue
    }
}
