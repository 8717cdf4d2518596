/// What to keep of a secret that only needs to be recognized.
///
/// A stolen database then holds no token that opens anything.
public enum Digest {
    /// Returns the BLAKE2b-256 digest of `text` in hexadecimal.
    public static func hex(of text: String) -> String {
        Hexadecimal.encode(Sodium.digest(Array(text.utf8)))
    }
}
