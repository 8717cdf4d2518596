import NIOCore

/// A value as a store in memory keeps it.
struct StoredBytes: Sendable {
    var bytes: ByteBuffer
    var revision: UInt64
    /// Whether only those who wait for a new value may still see this one.
    var isStale = false

    /// A value that keeps no more memory alive than it needs: a slice of a large buffer would
    /// keep all of it.
    init(_ bytes: ByteBuffer, revision: UInt64) {
        var own = bytes
        if bytes.storageCapacity > 2 * bytes.readableBytes + 1_024 {
            own = ByteBuffer(bytes: bytes.readableBytesView)
        }
        self.bytes = own
        self.revision = revision
    }

    /// What is given to those who ask.
    var found: CachedBytes { CachedBytes(bytes: bytes, revision: revision) }

    /// What the value and its key keep on the heap: each block has a head, and short text
    /// needs none.
    func cost(under key: CacheKey) -> Int {
        bytes.storageCapacity + 96 + (key.text.utf8.count > 15 ? key.text.utf8.count + 48 : 0)
    }
}
