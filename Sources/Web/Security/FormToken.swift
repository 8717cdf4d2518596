import HTTPTypes

/// Proof that a form was made for the visitor who sends it.
///
/// The token is a keyed digest of the visitor's session token, so it needs no
/// storage and dies with the session. Each one is masked with bytes of its own:
/// a page that is compressed must not hold the same secret twice (BREACH).
public enum FormToken {
    /// The name of the hidden field.
    public static let fieldName = "_csrf"

    /// The header that scripts send instead.
    static let headerName = HTTPField.Name("X-CSRF-Token")

    /// Returns a new token for the visitor who holds `session`.
    static func make(for session: SessionToken, key: [UInt8]) -> String {
        let proof = Sodium.digest(session.bytes, key: key)
        let mask = Sodium.randomBytes(proof.count)
        return Base64URL.encode(mask + zip(mask, proof).map { $0 ^ $1 })
    }

    /// Tells whether `text` was made for the visitor who holds `session`.
    static func isValid(_ text: String, for session: SessionToken, key: [UInt8]) -> Bool {
        let proof = Sodium.digest(session.bytes, key: key)
        guard let bytes = Base64URL.decode(text), bytes.count == 2 * proof.count else {
            return false
        }
        let unmasked = zip(bytes.prefix(proof.count), bytes.suffix(proof.count)).map { $0 ^ $1 }
        return Sodium.areEqual(unmasked, proof)
    }
}
