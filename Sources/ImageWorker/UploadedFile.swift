import Glibc

/// The one file the worker reads.
struct UploadedFile {
    /// The open file.
    let descriptor: Int32

    /// Opens the file, which must be an ordinary one.
    init?(path: String) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var status = stat()
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
    }

    /// The first bytes, fewer if the file is short.
    var header: [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            count = unsafe max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }
}
