import Glibc

/// A file that an upload is written to, off the threads that serve.
///
/// Its name is random and it is readable to its owner only. It is closed when
/// nobody holds it any more, and its name is for its maker to remove.
final class TemporaryFile: Sendable {
    /// A file that could not be made, written or read.
    struct Failure: Error, Hashable, CustomStringConvertible {
        let operation: String
        let code: Int32

        var description: String { "A temporary file could not be \(operation) (\(code))." }
    }

    // Bytes are written in pieces of this size: each is a hop to another thread.
    private static let writeSize = 256 << 10

    /// What the names of all such files begin with.
    static let prefix = "inkstone-upload-"

    /// Where the file is.
    let path: String

    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Makes an empty file in `folder`.
    static func make(in folder: String) async throws -> TemporaryFile {
        let path = folder + "/" + prefix + RandomToken.text(bytes: 18)
        return try await BlockingWork.run {
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw Failure(operation: "made", code: errno) }
            return TemporaryFile(path: path, descriptor: descriptor)
        }
    }

    /// Adds `bytes` at the end.
    func append(_ bytes: [UInt8]) async throws {
        try await BlockingWork.run { [descriptor] in
            var rest = bytes[...]
            while !rest.isEmpty {
                // The buffer is alive for the length of the call, which only reads it.
                let count = unsafe rest.withUnsafeBytes { bytes in
                    unsafe write(descriptor, bytes.baseAddress, bytes.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Failure(operation: "written", code: errno) }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Adds all of a file that is coming, and returns how many bytes it had.
    func append(_ incoming: IncomingFile) async throws -> Int64 {
        var byteCount: Int64 = 0
        var waiting: [UInt8] = []
        for try await piece in incoming {
            byteCount += Int64(piece.count)
            waiting += piece
            guard waiting.count >= Self.writeSize else { continue }
            try await append(waiting)
            waiting.removeAll(keepingCapacity: true)
        }
        try await append(waiting)
        return byteCount
    }

    /// Returns at most `count` bytes that begin at `offset`.
    func read(_ count: Int, at offset: Int64) async throws -> [UInt8] {
        try await BlockingWork.run { [descriptor] in
            var bytes = [UInt8](repeating: 0, count: count)
            let read = unsafe pread(descriptor, &bytes, count, Int(offset))
            guard read >= 0 else { throw Failure(operation: "read", code: errno) }
            bytes.removeLast(count - read)
            return bytes
        }
    }

    /// Removes a file's name; what is open stays readable.
    static func remove(_ path: String) {
        unsafe _ = unlink(path)
    }
}
