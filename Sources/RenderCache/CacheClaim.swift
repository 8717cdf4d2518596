public import NIOCore

/// What a store says to one who would compute a value if it must: the answer that lets one
/// of a thousand compute, and the others wait or take what is old.
public enum CacheClaim: Sendable {
    /// The value is there and fresh.
    case found(CachedBytes)
    /// The caller is to compute the value and `set` it, or to `release` the claim with its
    /// token if it fails; until then others are told to wait. The old value, if there is one,
    /// may be served meanwhile.
    case won(stale: CachedBytes?, token: UInt64)
    /// Another caller computes the value; the old one, if there is one, may be served.
    case taken(stale: CachedBytes?)
}

/// A value as a store gives it back.
public struct CachedBytes: Sendable {
    /// What was stored.
    public let bytes: ByteBuffer
    /// A number that changes with each storing of the key, in the store that gave it: with it
    /// ``CacheStore/markStale(_:ifRevision:)`` spares a newer value.
    public let revision: UInt64

    /// A value, as a store found it.
    public init(bytes: ByteBuffer, revision: UInt64) {
        self.bytes = bytes
        self.revision = revision
    }
}
