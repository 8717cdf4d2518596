import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The folder in which a private mongod keeps its data, and we its secrets.
struct DataFolder: Sendable {
    let path: String

    /// The secret that members of a replica set show each other: mongod insists
    /// on one, even for a set of one.
    let key: String

    /// The password of the only user.
    let password: String

    let log: ServerLog

    private let lock: FolderLock

    var database: String { path + "/db" }

    var keyFile: String { path + "/keyfile" }

    /// Makes what is missing in the folder, and locks it for this process.
    ///
    /// - Throws: ``LocalMongoError/folderInUse(path:)`` and
    ///   ``LocalMongoError/folderUnusable(path:reason:)``.
    init(_ path: String) throws(LocalMongoError) {
        self.path = path
        log = ServerLog(path: path + "/mongod.log")
        do {
            try Self.makePrivateFolder(path)
            try Self.makePrivateFolder(path + "/db")
            guard let lock = try FolderLock(path: path + "/lock") else {
                throw LocalMongoError.folderInUse(path: path)
            }
            self.lock = lock
            key = try Secret.read(orMake: path + "/keyfile")
            password = try Secret.read(orMake: path + "/password")
        } catch let error as LocalMongoError {
            throw error
        } catch {
            throw .folderUnusable(path: path, reason: Self.reason(error))
        }
    }

    /// The port of the last start, which the replica set's configuration names.
    var lastPort: Int? {
        FileManager.default.contents(atPath: path + "/port")
            .flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    /// Remembers a port for the next start.
    func keep(port: Int) throws {
        try Data("\(port)".utf8).write(
            to: URL(filePath: path + "/port"), options: .atomic)
    }

    /// Lets another process, or another start, use the folder.
    func release() {
        lock.release()
    }

    /// Returns the system's words for why a file operation failed.
    private static func reason(_ error: any Error) -> String {
        let cause = (error as? CocoaError)?.underlying ?? error
        guard let failure = cause as? POSIXError else { return "\(cause)" }
        return Errno(rawValue: failure.code.rawValue).description
    }

    private static func makePrivateFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }
}
