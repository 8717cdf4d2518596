import BSON
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Connection pool", .needsServer, .timeLimit(.minutes(5)))
struct PoolTests {
    static func client(connections: Int, patience: Duration) async throws -> MongoClient {
        var settings = MongoClient.Settings.patient
        settings.maximumConnections = connections
        settings.waitQueueTimeout = patience
        return try await TestServer.client(settings: settings)
    }

    /// Returns a command that keeps a connection blocked in the driver for a time:
    /// the server answers once the topology changes, which it does not.
    static func blocking(_ client: MongoClient, milliseconds: Int64) async throws -> BSONDocument {
        let hello = try await client.database("admin").run(["hello": 1])
        return [
            "hello": 1, "topologyVersion": try #require(hello["topologyVersion"]),
            "maxAwaitTimeMS": .int64(milliseconds),
        ]
    }

    /// Starts a command and returns when it has the connection.
    static func start(
        _ command: BSONDocument, _ client: MongoClient
    ) async -> Task<Void, any Error> {
        let task = Task { _ = try await client.database("admin").run(command) }
        #expect(await eventually { client.lent == 1 })
        return task
    }

    @Test func `200 tasks share eight connections and all finish`() async throws {
        let client = try await Self.client(connections: 8, patience: .seconds(60))

        let finished = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 { group.addTask { try await client.ping() } }
            return try await group.reduce(0) { count, _ in count + 1 }
        }

        #expect(finished == 200)
        #expect(client.lent == 0)
        await client.close()
    }

    @Test func `a query for servers that are not there does not keep others from theirs`()
        async throws
    {
        var settings = MongoClient.Settings.patient
        settings.maximumConnections = 1
        settings.waitQueueTimeout = .seconds(60)
        settings.serverSelectionTimeout = .seconds(2)
        let client = try await TestServer.client(settings: settings)
        try await client.ping()
        let things = client.database("admin").collection("things").with(readPreference: .secondary)
        let query = Task { try await things.findOne([:]) }
        #expect(await eventually { client.lent == 1 })
        let others = (0..<2).map { _ in
            Task { try await client.database("admin").run(["ping": 1]) }
        }

        let error = await #expect(throws: MongoError.self) { try await query.value }

        #expect(error?.code == .noServer)
        for other in others { await #expect(throws: Never.self) { try await other.value } }
        await client.close()
    }

    @Test func `blocked connections do not block the Swift runtime`() async throws {
        let count = 2 * ProcessInfo.processInfo.activeProcessorCount + 8
        let client = try await Self.client(connections: count, patience: .seconds(60))
        let command = try await Self.blocking(client, milliseconds: 9000)

        let blockers = (0..<count).map { _ in
            Task { _ = try await client.database("admin").run(command) }
        }

        // Blocked, Swift's threads would not even get to lend every connection.
        #expect(await eventually { client.lent == count })
        for blocker in blockers { try await blocker.value }
        await client.close()
    }

    @Test func `waiting longer than the timeout is an error`() async throws {
        let client = try await Self.client(connections: 1, patience: .milliseconds(100))
        let command = try await Self.blocking(client, milliseconds: 6000)
        let blocker = await Self.start(command, client)

        let error = await #expect(throws: MongoError.self) { try await client.ping() }

        #expect(error?.code == .poolTimedOut)
        #expect(error?.isUnavailable == true)
        try await blocker.value
        await client.close()
    }

    @Test func `a cancelled waiter leaves at once`() async throws {
        let client = try await Self.client(connections: 1, patience: .seconds(60))
        let command = try await Self.blocking(client, milliseconds: 9000)
        let blocker = await Self.start(command, client)
        let waiter = Task { try await client.ping() }
        #expect(await eventually { client.waiting == 1 })

        waiter.cancel()
        let result = await waiter.result

        let error = #expect(throws: MongoError.self) { try result.get() }
        #expect(error?.code == .cancelled)
        #expect(client.waiting == 0)
        #expect(client.lent == 1)
        try await blocker.value
        await client.close()
    }

    @Test func `a closed client refuses work`() async throws {
        let client = try await Self.client(connections: 1, patience: .seconds(1))
        try await client.ping()
        await client.close()

        let error = await #expect(throws: MongoError.self) { try await client.ping() }

        #expect(error?.code == .closed)
    }

    @Test func `closing waits for what is under way`() async throws {
        let client = try await Self.client(connections: 1, patience: .seconds(60))
        let command = try await Self.blocking(client, milliseconds: 3000)
        let blocker = await Self.start(command, client)

        await client.close()

        #expect(client.lent == 0)
        try await blocker.value
    }
}
