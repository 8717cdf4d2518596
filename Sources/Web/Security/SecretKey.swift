import FoundationEssentials
import Glibc

/// The site's secret: what signs cookies and form tokens.
///
/// Every process that serves the same site needs the same key.
public struct SecretKey: Sendable, CustomStringConvertible {
    /// A key that could not be kept.
    public struct FileError: Error, Hashable, CustomStringConvertible {
        /// What is wrong, with the file's name.
        public let description: String
    }

    private let bytes: [UInt8]

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads 64 hexadecimal digits, or the base64 of 32 bytes.
    public init?(_ text: String) {
        let text = text.drop { $0.isWhitespace }.prefix { !$0.isWhitespace }
        guard
            let bytes = text.utf8.count == 64
                ? Hexadecimal.decode(text) : Base64URL.decode(text),
            bytes.count == Sodium.digestLength
        else { return nil }
        self.bytes = bytes
    }

    /// Makes a new key.
    public static func random() -> SecretKey {
        SecretKey(bytes: Sodium.randomBytes(Sodium.digestLength))
    }

    /// Reads the key in the file at `path`, which is made, readable to its owner
    /// only, when there is none.
    ///
    /// - Throws: `FileError` if the file cannot be read or made, or holds no key.
    public static func load(orCreateAt path: String) throws(FileError) -> SecretKey {
        let key = SecretKey.random()
        if try create(path, holding: Hexadecimal.encode(key.bytes) + "\n") { return key }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FileError(description: "The secret key in \(path) cannot be read.")
        }
        guard let key = SecretKey(String(decoding: data, as: UTF8.self)) else {
            throw FileError(description: "\(path) holds no secret key: 64 hexadecimal digits.")
        }
        return key
    }

    /// Makes the file, or returns false when there is one already.
    ///
    /// It is exclusive, so of two processes that start together one makes the key
    /// and the other reads it, and private from its first moment.
    private static func create(_ path: String, holding text: String) throws(FileError) -> Bool {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw FileError(description: "The secret key \(path) cannot be made (\(errno)).")
        }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        let written = unsafe write(descriptor, bytes, bytes.count)
        guard written == bytes.count else {
            unsafe _ = unlink(path)
            throw FileError(description: "The secret key \(path) cannot be written (\(errno)).")
        }
        return true
    }

    /// Returns a key for one purpose, which says nothing of the others.
    func subkey(_ purpose: StaticString) -> [UInt8] {
        Sodium.digest(Array("\(purpose)".utf8), key: bytes)
    }

    /// Never the key: descriptions end up in logs.
    public var description: String { "SecretKey" }
}
