import BSON
import MongoClient
import TestSupport
import Testing

// One after another: each starts a server of its own.
@Suite(
    "Outages", .serialized, .enabled(if: PrivateServer.executable != nil), .timeLimit(.minutes(5)))
struct OutageTests {
    // Far above the two seconds that are waited, for machines that are busy, and
    // far below the half minute that the driver waits by itself.
    private static let patience = Duration.seconds(15)

    private struct NoAnswer: Error {
        let log: String
    }

    /// Runs a test with a server of its own and a client that has used it.
    static func withServer(
        settings: MongoClient.Settings = MongoClient.Settings(),
        _ body: (PrivateServer, MongoClient) async throws -> Void
    ) async throws {
        let server = try PrivateServer()
        try await server.start()
        let client = try await MongoClient(uri: server.uri, settings: settings)
        let result: Result<Void, any Error>
        do {
            guard await isBack(client) else { throw NoAnswer(log: await server.lastWords()) }
            result = .success(try await body(server, client))
        } catch {
            result = .failure(error)
        }
        await client.close()
        await server.remove()
        try result.get()
    }

    /// Waits until the server answers, which takes many seconds on a busy machine.
    static func isBack(_ client: MongoClient) async -> Bool {
        var attempts = 0
        while (try? await client.ping()) == nil {
            attempts += 1
            guard attempts < 30 else { return false }
        }
        return true
    }

    /// Returns the failure of something and how long it took.
    static func failure(
        of body: () async throws -> Void
    ) async -> (error: MongoError?, time: Duration) {
        let start = ContinuousClock.now
        do {
            try await body()
            return (nil, .zero)
        } catch {
            return (error as? MongoError, ContinuousClock.now - start)
        }
    }

    @Test func `a stopped server is an error within seconds, and forgotten when it is back`()
        async throws
    {
        try await Self.withServer { server, client in
            let things = client.database("blog").collection("things")
            try await things.insert([["_id": 1]])
            await server.stop()

            let write = await Self.failure { try await things.insert([["_id": 2]]) }
            let read = await Self.failure { _ = try await things.find().all() }

            for failure in [write, read] {
                #expect(failure.error?.isUnavailable == true)
                #expect(failure.time < Self.patience)
            }
            try await server.start()
            #expect(await Self.isBack(client))
            try await things.insert([["_id": 3]])
        }
    }

    @Test func `many tasks fail together while the server is away`() async throws {
        try await Self.withServer { server, client in
            await server.stop()

            let failures = await withTaskGroup { group in
                for _ in 0..<40 {
                    group.addTask { await Self.failure { try await client.ping() } }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }

            #expect(failures.allSatisfy { $0.error?.isUnavailable == true })
            // They wait for the server together, not eight after eight.
            #expect(failures.allSatisfy { $0.time < Self.patience })
            #expect(client.lent == 0)
        }
    }

    @Test func `a server that hangs is an error after the socket timeout`() async throws {
        var settings = MongoClient.Settings()
        settings.socketTimeout = .milliseconds(500)
        try await Self.withServer(settings: settings) { server, client in
            try await server.freeze()

            let failure = await Self.failure { try await client.ping() }

            #expect(failure.error?.code == .connectionLost)
            #expect(failure.time < Self.patience)
            await server.thaw()
            #expect(await Self.isBack(client))
        }
    }

    @Test func `a cursor whose server stops is an error`() async throws {
        try await Self.withServer { server, client in
            let things = client.database("blog").collection("things")
            try await things.insert((0..<500).map { ["_id": .int64($0)] })
            var cursor = things.find(options: FindOptions(batchSize: 10)).makeAsyncIterator()
            _ = try await cursor.next()
            await server.stop()

            let failure = await Self.failure {
                while try await cursor.next() != nil {}
            }

            #expect(failure.error?.isUnavailable == true)
            #expect(failure.time < Self.patience)
            #expect(client.lent == 0)
        }
    }
}
