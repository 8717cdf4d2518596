import NIOCore
import Synchronization

/// A little memory before a store that is further away: a file, or servers.
///
/// What is read is kept in memory for a moment, so that what everybody asks for is fetched
/// once in that moment. Writing, counting, adding and claiming are done by the far store.
///
/// - **How old a value may be**: what this process writes or removes, it sees at once. What
///   another one does, it may see `staleness` later, and a value may outlive its timeout by as
///   much. Revisions are those of the far store.
/// - **When the far store is away**: a value that it does not take is kept in memory only, for
///   `grace`, so that this process at least need not compute it for every reader.
public final class TieredStore: Sendable {
    /// A value in memory.
    private struct Remembered: Sendable {
        let stored: StoredBytes
        /// It was found when a value with less than this left to live would have been won.
        let refreshBelow: Duration
    }

    let far: any CacheStore
    let capacity: Int
    private let near: MemoryCache<CacheKey, Remembered>
    private let staleness: Duration
    private let grace: Duration
    /// Counts what this process has written: what was read before is not kept after.
    private let writes = Atomic<UInt64>(0)

    /// Puts memory of `capacity` bytes before a store.
    ///
    /// - Parameters:
    ///   - far: The store that keeps everything.
    ///   - capacity: How many bytes of memory may be used.
    ///   - staleness: How long values are read from memory alone.
    ///   - grace: How long values are kept in memory that the far store did not take.
    public init(
        before far: any CacheStore, capacity: Int = 16 << 20, staleness: Duration = .seconds(1),
        grace: Duration = .seconds(30)
    ) {
        self.far = far
        self.capacity = capacity
        self.staleness = staleness
        self.grace = grace
        near = MemoryCache(capacity: capacity)
    }

    /// What the memory holds, and what became of what it was asked.
    public var statistics: MemoryCacheStatistics { near.statistics }

    /// A mark of this moment, for what is about to be read from the far store.
    var moment: UInt64 { writes.load(ordering: .acquiring) }

    func remembered(_ key: CacheKey) -> CachedBytes? {
        near.get(key)?.stored.found
    }

    /// A value that the far store would find as well, and not let the caller compute anew.
    func remembered(_ key: CacheKey, refreshBelow: Duration?) -> CachedBytes? {
        near.get(key).flatMap { $0.refreshBelow >= refreshBelow ?? .zero ? $0.stored.found : nil }
    }

    /// Keeps what was read, unless this process has written anything since.
    func remember(
        _ key: CacheKey, _ value: CachedBytes, refreshBelow: Duration = .zero,
        readSince moment: UInt64
    ) {
        let entry = entry(key, value, refreshBelow: refreshBelow, lifetime: staleness)
        near.update(key) { current in
            if self.moment == moment { current = entry }
        }
    }

    /// Keeps what the far store did not take.
    ///
    /// - Returns: Whether the memory did.
    func keep(_ key: CacheKey, _ bytes: ByteBuffer, timeout: Duration?) -> Bool {
        forget([key])
        // Zero is never; a negative one has ended.
        guard timeout.map({ $0 >= .zero }) ?? true else { return false }
        let lifetime = timeout.map { $0 == .zero ? grace : min($0, grace) } ?? grace
        let value = CachedBytes(bytes: bytes, revision: .random(in: .min ... .max))
        return near.set(
            key, entry(key, value, refreshBelow: .seconds(Int64.max), lifetime: lifetime))
    }

    /// Forgets values that are written or removed; to be called after that was done.
    func forget(_ keys: some Sequence<CacheKey>) {
        writes.add(1, ordering: .acquiringAndReleasing)
        for key in keys { near.delete(key) }
    }

    func forgetAll() {
        writes.add(1, ordering: .acquiringAndReleasing)
        near.deleteAll()
    }

    private func entry(
        _ key: CacheKey, _ value: CachedBytes, refreshBelow: Duration, lifetime: Duration
    ) -> MemoryCacheEntry<Remembered> {
        let stored = StoredBytes(value.bytes, revision: value.revision)
        return MemoryCacheEntry(
            value: Remembered(stored: stored, refreshBelow: refreshBelow),
            cost: stored.cost(under: key),
            expires: near.now() + TimeAmount(lifetime))
    }
}
