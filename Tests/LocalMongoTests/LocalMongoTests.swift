import BSON
import FoundationEssentials
import LocalMongo
import Logging
import MongoClient
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where the mongod is that these tests run.
private let executable =
    ProcessInfo.processInfo.environment["INKSTONE_MONGOD"]
    ?? (try? MongodExecutable.find(explicit: nil))

@Suite(
    "A private mongod", .timeLimit(.minutes(5)),
    .enabled(if: executable != nil, "needs a mongod: run 'make test', or set INKSTONE_MONGOD"))
struct LocalMongoTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func `a document survives a restart`() async throws {
        try await withTemporaryFolder { folder in
            try await run(on: folder) { _, database in
                try await database.run([
                    "insert": "notes", "documents": [["_id": 1, "text": "kept"]],
                ])
            }

            let count = try await run(on: folder) { _, database in
                try await database.run(["count": "notes"])["n"]?.int
            }

            #expect(count == 1)
        }
    }

    @Test func `a killed mongod is started again at the same address`() async throws {
        try await withTemporaryFolder { folder in
            try await run(on: folder) { client, database in
                let killed = try await processID(client)

                kill(killed, SIGKILL)

                var present = killed
                while present == killed {
                    // Throws for as long as nobody takes writes.
                    present = (try? await processID(client)) ?? killed
                }
                try await database.run(["insert": "notes", "documents": [["_id": 1]]])
            }
        }
    }

    @Test func `stopping ends the process`() async throws {
        try await withTemporaryFolder { folder in
            let stopped = try await run(on: folder) { client, _ in try await processID(client) }

            #expect(kill(stopped, 0) == -1)
        }
    }

    @Test func `the secrets and the folder are their owner's alone`() async throws {
        try await withTemporaryFolder { folder in
            try await run(on: folder) { _, _ in }

            let modes = try ["", "/db", "/keyfile", "/password", "/lock"].map {
                try FileManager.default.attributesOfItem(atPath: folder + $0)[.posixPermissions]
                    as? Int
            }

            #expect(modes == [0o700, 0o700, 0o600, 0o600, 0o600])
        }
    }

    @Test func `nobody gets in without the password`() async throws {
        try await withTemporaryFolder { folder in
            let mongo = try await start(folder)
            let address = mongo.uri.split(separator: "@").last.map(String.init) ?? ""
            let stranger = try await MongoClient(uri: "mongodb://\(address)")

            await #expect(throws: MongoError.self) {
                try await stranger.database("inkstone").run(["count": "notes"])
            }
            await stranger.close()
            await mongo.stop()
        }
    }

    @Test func `a folder in use is refused at once`() async throws {
        try await withTemporaryFolder { folder in
            try await run(on: folder) { _, _ in
                await #expect(throws: LocalMongoError.folderInUse(path: folder)) {
                    try await start(folder)
                }
            }
        }
    }

    @Test func `a port that someone took is given up`() async throws {
        try await withTemporaryFolder { folder in
            try await run(on: "\(folder)/moved") { _, database in
                try await database.run(["insert": "notes", "documents": [["_id": 1]]])
            }
            let count = try await run(on: "\(folder)/other") { _, _ in
                try Data(contents(of: "\(folder)/other/port").utf8)
                    .write(to: URL(filePath: "\(folder)/moved/port"))

                return try await run(on: "\(folder)/moved") { _, database in
                    try await database.run(["count": "notes"])["n"]?.int
                }
            }

            #expect(count == 1)
        }
    }

    @Test func `a start that was cut short is completed by the next`() async throws {
        try await withTemporaryFolder { folder in
            let first = Task { try await start(folder) }
            while !contents(of: "\(folder)/mongod.log").contains("aiting for connections") {
                await Task.yield()
            }
            first.cancel()
            await (try? first.value)?.stop()

            try await run(on: folder) { _, database in
                try await database.run(["insert": "notes", "documents": [["_id": 1]]])
            }
        }
    }

    /// Starts on a folder, lends a client, and stops.
    @discardableResult
    private func run<Result: Sendable>(
        on folder: String, _ body: (MongoClient, MongoDatabase) async throws -> Result
    ) async throws -> Result {
        let mongo = try await start(folder)
        let client = try await MongoClient(uri: mongo.uri)
        do {
            let result = try await body(client, client.database("inkstone"))
            await client.close()
            await mongo.stop()
            return result
        } catch {
            await client.close()
            await mongo.stop()
            throw error
        }
    }

    private func start(_ folder: String) async throws -> LocalMongo {
        try await .start(dataFolder: folder, executable: executable, logger: logger)
    }

    private func processID(_ client: MongoClient) async throws -> pid_t {
        let status = try await client.database("admin").run(["serverStatus": 1])
        return pid_t(try #require(status["pid"]?.int))
    }
}
