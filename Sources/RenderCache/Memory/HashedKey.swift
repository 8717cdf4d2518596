/// A key together with its hash, so that a long one is hashed once for everything: which
/// shard, how often it was asked for, and where it lies.
@usableFromInline
struct HashedKey<Key: Hashable & Sendable>: Hashable, Sendable {
    @usableFromInline let key: Key
    @usableFromInline let hash: Int

    @inlinable
    init(_ key: Key) {
        self.key = key
        hash = key.hashValue
    }

    @inlinable
    static func == (one: Self, other: Self) -> Bool {
        one.hash == other.hash && one.key == other.key
    }

    @inlinable
    func hash(into hasher: inout Hasher) {
        hasher.combine(hash)
    }
}
