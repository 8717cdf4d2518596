import COpenSSL

/// Digests of short texts, by OpenSSL's libcrypto.
enum Digest {
    /// SHA-256: 32 bytes.
    static func sha256(_ text: String) -> [UInt8] {
        unsafe digest(text, EVP_sha256(), size: 32)
    }

    /// MD5: 16 bytes, for compatibility and not for secrecy.
    static func md5(_ text: String) -> [UInt8] {
        unsafe digest(text, EVP_md5(), size: 16)
    }

    /// Zeros if the library refuses, as it may MD5 where the machine is set so: the same for
    /// every text, so that keys lie unevenly, but every process looks in the same place.
    private static func digest(_ text: String, _ kind: OpaquePointer?, size: Int) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: size)
        var text = text
        text.withUTF8 { bytes in
            // The array has room for this kind of digest, and no pointer is kept.
            _ = unsafe EVP_Digest(bytes.baseAddress, bytes.count, &digest, nil, kind, nil)
        }
        return digest
    }
}
