import BSON
import Foundation
import MongoClient
import TestSupport

/// A program of this package that works on the test's database, and may be killed.
struct Worker {
    private let name: String
    private let process = Process()
    private let output = Pipe()

    /// Starts the program with the server's address, the database, a name by which the
    /// server knows it, and what else it is to be told.
    init(_ program: String, _ arguments: String...) throws {
        let database = try TestDatabase.required().name
        name = "\(database)-\(ObjectID())"
        process.executableURL = URL(filePath: try BuiltProgram.path(program))
        let uri = ProcessInfo.processInfo.environment["MONGODB_URI"] ?? ""
        process.arguments = [uri, database, name] + arguments
        process.standardOutput = output
        try process.run()
    }

    /// Returns what it says until it ends.
    func lines() throws -> [String] {
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self).split(separator: "\n").map { String($0) }
    }

    /// Waits until it stands still, as it does after a SIGSTOP (proc(5)).
    func waitUntilStopped() async throws {
        let path = "/proc/\(process.processIdentifier)/stat"
        while try String(contentsOfFile: path, encoding: .utf8)
            .drop(while: { $0 != ")" }).dropFirst(2).first != "T"
        {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Makes it go on, or ends it.
    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits until the server has done what it was asked, and ends the transactions
    /// that nobody will.
    func endTransactions() async throws {
        let admin = try await TestServer.shared().database("admin")
        while true {
            let reply = try await admin.run([
                "aggregate": 1, "cursor": [:],
                "pipeline": [
                    ["$currentOp": ["idleSessions": true]],
                    ["$match": ["appName": .string(name), "lsid": ["$exists": true]]],
                ],
            ])
            let found = reply["cursor"]?.document?["firstBatch"]?.array ?? []
            guard !found.isEmpty else { return }
            let sessions = found.compactMap { $0.document?["lsid"]?.document?["id"] }
            try await admin.run([
                "killSessions": .array(BSONArray(sessions.map { ["id": $0] }))
            ])
        }
    }
}
