public import NIOCore
import Synchronization

/// A store that can tell at once what it holds, and of each value that it drops.
public protocol MeasuredStore: CacheStore {
    /// What it holds now.
    var usage: CacheUsage { get }

    /// Tells of each value that has to go for want of room, from now on and to one listener.
    ///
    /// The listener may be called under a lock: it is short and does not call the store.
    func reportEvictions(to listener: @escaping @Sendable (CacheKey, ByteBuffer) -> Void)
}

extension MeasuredStore {
    /// Tells nothing: a store may only count.
    public func reportEvictions(
        to listener: @escaping @Sendable (CacheKey, ByteBuffer) -> Void
    ) {}
}

extension MemoryStore: MeasuredStore {
    /// What it holds now.
    public var usage: CacheUsage {
        let statistics = statistics
        return CacheUsage(
            entries: statistics.entries, bytes: statistics.bytes, limit: values.capacity,
            evictions: statistics.evictions)
    }

    /// Tells of each value that has to go for want of room.
    public func reportEvictions(
        to listener: @escaping @Sendable (CacheKey, ByteBuffer) -> Void
    ) {
        evictions.listen(listener)
    }
}

extension TieredStore: MeasuredStore {
    /// What the far store holds, if it can tell; else what its memory does.
    public var usage: CacheUsage {
        (far as? any MeasuredStore)?.usage
            ?? CacheUsage(
                entries: statistics.entries, bytes: statistics.bytes, limit: capacity,
                evictions: statistics.evictions)
    }

    /// Tells of each value that has to go from the far store, if that can tell.
    public func reportEvictions(
        to listener: @escaping @Sendable (CacheKey, ByteBuffer) -> Void
    ) {
        (far as? any MeasuredStore)?.reportEvictions(to: listener)
    }
}

extension SQLiteStore: MeasuredStore {
    /// What it held when it last looked.
    public var usage: CacheUsage {
        let statistics = statistics
        return CacheUsage(
            entries: nil, bytes: statistics.bytes, limit: trimmer.capacity,
            evictions: statistics.evictions)
    }

    /// Tells of each value that has to go for want of room.
    public func reportEvictions(
        to listener: @escaping @Sendable (CacheKey, ByteBuffer) -> Void
    ) {
        trimmer.evictions.withLock {
            // Another name space may share the file. The trimmer is the store's own.
            $0 = { [weak self] name, bytes in self?.key(name).map { listener($0, bytes) } }
        }
    }
}
