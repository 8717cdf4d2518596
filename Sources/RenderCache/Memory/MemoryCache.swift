public import NIOCore
public import Synchronization

/// Values in the memory of this process, within a number of bytes.
///
/// It may be asked from any thread, an event loop's too: a look-up takes the lock of one
/// shard, allocates nothing and waits for nobody but another look-up. What has to go when it
/// is full is decided by how often things were asked for lately (see `MemoryShard`), and it
/// is counted to the byte what is held: the cost that the caller gives and what the cache
/// needs for each entry.
///
/// ```swift
/// let pages = MemoryCache<String, Page>(capacity: 64 << 20)
/// pages.set("/", page, cost: page.bytes, lifetime: .seconds(60))
/// ```
///
/// All of it may be inlined, so that other modules get code for their own keys and values:
/// generic code that is called from afar takes several times as long.
public final class MemoryCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// One lock and what it guards.
    @usableFromInline
    final class Guarded: Sendable {
        @usableFromInline let shard: Mutex<MemoryShard<Key, Value>>

        @inlinable
        init(capacity: Int, onEviction: (@Sendable (Key, Value) -> Void)?) {
            shard = Mutex(MemoryShard(capacity: capacity, onEviction: onEviction))
        }
    }

    /// The most that may be held, in bytes.
    public let capacity: Int

    @usableFromInline let shards: [Guarded]
    @usableFromInline let now: @Sendable () -> NIODeadline

    /// A cache that holds at most `capacity` bytes.
    ///
    /// An entry may be as large as its shard; by default no shard is smaller than 4 MiB.
    /// `onEviction` is told what has to go for want of room; it runs under a lock, so it must be
    /// short and not call this cache.
    public convenience init(
        capacity: Int, onEviction: (@Sendable (Key, Value) -> Void)? = nil
    ) {
        self.init(
            capacity: capacity, shards: max(1, min(16, capacity >> 22)), onEviction: onEviction)
    }

    /// A cache with so many shards, by a clock of the caller's.
    package init(
        capacity: Int, shards count: Int, onEviction: (@Sendable (Key, Value) -> Void)? = nil,
        now: @escaping @Sendable () -> NIODeadline = { .now() }
    ) {
        precondition(capacity >= 0 && count > 0)
        self.capacity = capacity
        self.now = now
        shards = (0..<count).map { _ in
            Guarded(capacity: capacity / count, onEviction: onEviction)
        }
    }

    /// The value, unless its time is over.
    @inlinable
    public func get(_ key: Key) -> Value? {
        entry(key)?.value
    }

    /// The value with its cost and its end.
    @inlinable
    public func entry(_ key: Key) -> MemoryCacheEntry<Value>? {
        let key = HashedKey(key)
        return guarded(key).shard.withLock { $0.entry(key, now: now) }
    }

    /// Stores a value in the place of any other; `cost` is what it keeps in memory, with its
    /// key, in bytes.
    ///
    /// - Returns: Whether it was taken. One that is larger than a shard is not, and what the
    ///   key held before is gone.
    @inlinable
    @discardableResult
    public func set(_ key: Key, _ value: Value, cost: Int, lifetime: Duration? = nil) -> Bool {
        let expires = lifetime.map { now() + TimeAmount($0) }
        return set(key, MemoryCacheEntry(value: value, cost: cost, expires: expires))
    }

    @inlinable
    func set(_ key: Key, _ entry: MemoryCacheEntry<Value>) -> Bool {
        let key = HashedKey(key)
        return guarded(key).shard.withLock { $0.store(entry, for: key, now: now) }
    }

    /// Removes a value.
    ///
    /// - Returns: What was removed.
    @inlinable
    @discardableResult
    public func delete(_ key: Key) -> Value? {
        update(key) { entry in
            defer { entry = nil }
            return entry?.value
        }
    }

    /// Reads an entry and writes it anew in one step; `nil` is none.
    ///
    /// What is too large to be taken is dropped. The body runs under a lock: it must be
    /// short, and not call this cache.
    @inlinable
    public func update<Result: Sendable>(
        _ key: Key, _ body: (inout MemoryCacheEntry<Value>?) -> Result
    ) -> Result {
        let key = HashedKey(key)
        return guarded(key).shard.withLock { shard in
            var entry = shard.peek(key, now: now)
            let result = body(&entry)
            _ = shard.store(entry, for: key, now: now)
            return result
        }
    }

    /// Removes everything.
    @inlinable
    public func deleteAll() {
        for guarded in shards { guarded.shard.withLock { $0.removeAll() } }
    }

    /// What is held, and what became of what was asked, since the beginning.
    @inlinable
    public var statistics: MemoryCacheStatistics {
        shards.reduce(into: MemoryCacheStatistics()) { total, guarded in
            total += guarded.shard.withLock { $0.statistics }
        }
    }

    /// What the entries cost, counted one by one: for tests.
    package var recount: Int {
        shards.reduce(0) { total, guarded in total + guarded.shard.withLock { $0.recount } }
    }

    @inlinable
    func guarded(_ key: HashedKey<Key>) -> Guarded {
        shards[Int(UInt(bitPattern: key.hash) >> 48) % shards.count]
    }
}
