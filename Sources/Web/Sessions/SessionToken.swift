/// The 256 random bits that a visitor's cookie carries.
struct SessionToken: Hashable, Sendable {
    /// The secret itself: only the visitor keeps it.
    let bytes: [UInt8]

    /// Makes a new token.
    init() {
        bytes = Sodium.randomBytes(Sodium.digestLength)
    }

    /// Reads a cookie's value, or returns `nil` unless this site signed it.
    init?(cookie: some StringProtocol, key: [UInt8]) {
        let parts = cookie.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2,
            let bytes = Base64URL.decode(parts[0]), bytes.count == Sodium.digestLength,
            let signature = Base64URL.decode(parts[1]),
            Sodium.areEqual(signature, Sodium.digest(bytes, key: key))
        else { return nil }
        self.bytes = bytes
    }

    /// What the store calls the session.
    var id: SessionID { SessionID(bytes: Sodium.digest(bytes)) }

    /// The cookie's value: the token and its signature.
    func cookie(key: [UInt8]) -> String {
        Base64URL.encode(bytes) + "." + Base64URL.encode(Sodium.digest(bytes, key: key))
    }
}
