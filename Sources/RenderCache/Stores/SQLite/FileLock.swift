#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A lock between processes, that ends with its holder whatever ends that.
enum FileLock {
    /// Runs `body` while no other process holds the lock of that path.
    ///
    /// Where there can be no lock, for the folder cannot be written to, it runs all the same.
    static func hold<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        let file = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        defer { if file >= 0 { close(file) } }
        if file >= 0 { flock(file, LOCK_EX) }
        return try body()
    }
}
