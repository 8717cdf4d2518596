/// The name of a session in its store: a digest of the token in the cookie.
///
/// Who reads the store learns no token, so can sign in as nobody.
public struct SessionID: Hashable, Sendable, LosslessStringConvertible {
    /// The 32 bytes of the digest.
    public let bytes: [UInt8]

    /// Takes the bytes a store kept.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the hexadecimal digits of a digest, or returns `nil`.
    public init?(_ description: String) {
        guard let bytes = Hexadecimal.decode(description), bytes.count == Sodium.digestLength
        else { return nil }
        self.bytes = bytes
    }

    /// The digest in hexadecimal.
    public var description: String { Hexadecimal.encode(bytes) }
}
