import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A random text in a file that only its owner can read.
enum Secret {
    /// Returns the text in the file, after making both if there is no file.
    ///
    /// The text is on the disk, whole, before anyone can use it: a password that
    /// the database knows and a crash has taken from us would lock the data up.
    ///
    /// - Throws: `Errno`, or Foundation's error when renaming.
    static func read(orMake path: String) throws -> String {
        if let bytes = FileManager.default.contents(atPath: path) {
            return String(decoding: bytes, as: UTF8.self)
        }
        let text = random()
        let unfinished = path + ".new"
        let file = try FileDescriptor.open(
            FilePath(unfinished), .writeOnly, options: [.create, .truncate, .closeOnExec],
            permissions: .ownerReadWrite)
        try file.closeAfter {
            _ = try file.writeAll(text.utf8)
            guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
        try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        return text
    }

    /// Returns 256 random bits, from the system's secure source, in hexadecimal.
    private static func random() -> String {
        var source = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        return String((0..<64).map { _ in digits[Int(source.next() & 15)] })
    }
}
