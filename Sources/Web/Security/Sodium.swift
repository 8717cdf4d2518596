import CSodium

/// The few calls of libsodium that Web needs, on arrays of bytes.
///
/// Every pointer that libsodium gets lives in this file: it reads and writes
/// within the arrays passed with their own counts, and keeps none of them.
enum Sodium {
    /// The length of every digest, key and token here.
    static let digestLength = 32

    // libsodium asks to be called once before anything else; a negative answer
    // means that the machine has no source of randomness.
    private static let isReady = sodium_init() >= 0

    /// Returns bytes that nobody can guess.
    static func randomBytes(_ count: Int) -> [UInt8] {
        _ = isReady
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe randombytes_buf(&bytes, count)
        return bytes
    }

    /// Returns the BLAKE2b-256 digest of `message`, keyed when `key` is not empty.
    static func digest(_ message: [UInt8], key: [UInt8] = []) -> [UInt8] {
        _ = isReady
        var digest = [UInt8](repeating: 0, count: digestLength)
        unsafe _ = crypto_generichash(
            &digest, digestLength, message, UInt64(message.count), key, key.count)
        return digest
    }

    /// Returns the SHA-256 digest of `message`, which a content policy names.
    static func sha256(_ message: [UInt8]) -> [UInt8] {
        _ = isReady
        var digest = [UInt8](repeating: 0, count: digestLength)
        unsafe _ = crypto_hash_sha256(&digest, message, UInt64(message.count))
        return digest
    }

    /// Compares in a time that does not depend on where the bytes differ.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe sodium_memcmp(left, right, left.count) == 0
    }

    /// Hashes a password with Argon2id, or returns `nil` when memory is short.
    static func passwordHash(_ password: String, passes: Int, memory: Int) -> String? {
        guard isReady else { return nil }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let result = unsafe crypto_pwhash_str(
            &text, password, UInt64(password.utf8.count), UInt64(passes), memory)
        guard result == 0 else { return nil }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Tells whether `hash` was made from `password`.
    static func isPassword(_ password: String, of hash: String) -> Bool {
        guard isReady, hash.utf8.count < Int(crypto_pwhash_STRBYTES) else { return false }
        return unsafe crypto_pwhash_str_verify(
            hash, password, UInt64(password.utf8.count)) == 0
    }

    /// Tells whether `hash` was made with other costs than these.
    static func needsRehash(_ hash: String, passes: Int, memory: Int) -> Bool {
        guard isReady, hash.utf8.count < Int(crypto_pwhash_STRBYTES) else { return true }
        return unsafe crypto_pwhash_str_needs_rehash(hash, UInt64(passes), memory) != 0
    }
}
