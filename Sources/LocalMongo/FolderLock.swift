import Synchronization
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Says that this process, and no other, uses a data folder.
///
/// The kernel holds the lock for an open file, so it ends with the process, no
/// matter how; a file with a process id in it could outlive its process.
final class FolderLock: Sendable {
    private let file: Mutex<FileDescriptor?>

    /// Takes the lock, or returns `nil` if someone else has it.
    ///
    /// - Throws: `Errno` if the file cannot be opened.
    init?(path: String) throws {
        let file = try FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .closeOnExec],
            permissions: .ownerReadWrite)
        guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            try file.close()
            return nil
        }
        self.file = Mutex(file)
    }

    deinit {
        release()
    }

    /// Gives the lock back.
    func release() {
        file.withLock { file in
            try? file?.close()
            file = nil
        }
    }
}
