/// A key together with its hash, so that a long one is hashed once for everything: which
/// shard, how often it was asked for, and where it lies.
struct HashedKey<Key: Hashable & Sendable>: Hashable, Sendable {
    let key: Key
    let hash: Int

    init(_ key: Key) {
        self.key = key
        hash = key.hashValue
    }

    static func == (one: Self, other: Self) -> Bool {
        one.hash == other.hash && one.key == other.key
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(hash)
    }
}
