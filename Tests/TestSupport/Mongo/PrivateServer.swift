import BSON
import Foundation
import MongoClient

/// A mongod of a test's own, to be stopped and started again.
///
/// The program is the one that `INKSTONE_MONGOD` names, or else the first on `PATH`.
package actor PrivateServer {
    package static let executable: String? = {
        let environment = ProcessInfo.processInfo.environment
        let folders = environment["PATH", default: ""].split(separator: ":")
        let candidates = [environment["INKSTONE_MONGOD"]] + folders.map { "\($0)/mongod" }
        return candidates.compactMap(\.self).first(
            where: FileManager.default.isExecutableFile(atPath:))
    }()

    /// Where it listens.
    package nonisolated let uri: String

    package nonisolated let port: Int

    private let folder: URL
    private var log: URL { folder.appending(path: "log") }
    private let arguments: [String]
    private var process: Process?

    package init(arguments: [String] = []) throws {
        self.arguments = arguments
        port = try unusedPort()
        uri = "mongodb://127.0.0.1:\(port)/?directConnection=true"
        folder = FileManager.default.temporaryDirectory.appending(path: "mongo-test-\(port)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    /// Starts the server without waiting until it listens.
    package func start() throws {
        guard process == nil else { return }
        let process = Process()
        process.executableURL = URL(filePath: Self.executable ?? "")
        process.arguments =
            arguments + [
                "--dbpath", folder.path, "--port", "\(port)", "--bind_ip", "127.0.0.1",
                "--nounixsocket", "--wiredTigerCacheSizeGB", "0.25",
                "--setParameter", "diagnosticDataCollectionEnabled=false",
                "--logpath", log.path, "--logappend",
            ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        self.process = process
    }

    /// The end of what the server has logged, for a test that waited for it in vain.
    package func lastWords() -> String {
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? "no log"
        return text.split(separator: "\n").suffix(5).joined(separator: "\n")
    }

    /// Kills the server.
    package func stop() {
        guard let process else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    /// Makes the server hang, with its connections open.
    ///
    /// On a busy machine it goes on for a moment after it was told.
    package func freeze() async throws {
        guard let process else { return }
        kill(process.processIdentifier, SIGSTOP)
        while try !isFrozen(process) { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// Whether every thread stands still (proc(5)).
    private func isFrozen(_ process: Process) throws -> Bool {
        let threads = "/proc/\(process.processIdentifier)/task"
        return try FileManager.default.contentsOfDirectory(atPath: threads).allSatisfy { thread in
            // One that has ended meanwhile has no file any more.
            let status = try? String(contentsOfFile: "\(threads)/\(thread)/stat", encoding: .utf8)
            guard let status else { return true }
            return status.drop { $0 != ")" }.dropFirst(2).first == "T"
        }
    }

    /// Ends what ``freeze()`` did.
    package func thaw() {
        if let process { kill(process.processIdentifier, SIGCONT) }
    }

    /// Kills the server and deletes its data.
    package func remove() {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }
}
