/// Text that nobody can guess, for invitations and password resets.
public enum RandomToken {
    /// Returns `bytes` random bytes as text that is safe in an address.
    public static func text(bytes: Int = 32) -> String {
        Base64URL.encode(Sodium.randomBytes(bytes))
    }
}
