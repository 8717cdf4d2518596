import Glibc

/// Where the operator reads.
enum StandardError {
    /// Writes `message` as far as it can be written.
    static func write(_ message: String) {
        let bytes = Array(message.utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(2, $0.baseAddress, $0.count) }
    }
}
