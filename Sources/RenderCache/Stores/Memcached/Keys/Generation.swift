import NIOCore

/// What a name space is called on a server, until it is cleared: a random number in the keys.
///
/// A new one makes everything that was stored before unreachable, and memcached drops in time
/// what nobody reads. It is never used twice, not even if the server forgets it: what was
/// cleared must not come back.
struct Generation: Hashable, Sendable {
    let text: String

    /// One that was never used.
    ///
    /// It begins with a letter, so that it is stored as it is: see `StoredValue`.
    static func random() -> Generation {
        Generation(text: "g" + String(UInt64.random(in: .min ... .max), radix: 36))
    }

    private init(text: String) {
        self.text = text
    }

    /// The one that a server gave back.
    init?(_ reply: MetaReply?) {
        guard let value = reply?.value, (2...14).contains(value.readableBytes) else { return nil }
        text = String(buffer: value)
    }
}
