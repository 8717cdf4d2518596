import BSON
import Foundation
import MongoClient
import Testing

/// A replica set of a test's own, whose members may be killed.
struct PrivateReplicaSet {
    /// Where they listen.
    let uri: String

    private let servers: [PrivateServer]

    /// Runs a test with a set that has a primary.
    static func running(
        members: Int = 3, _ body: (PrivateReplicaSet) async throws -> Void
    ) async throws {
        let set = try PrivateReplicaSet(members: members)
        let result: Result<Void, any Error>
        do {
            try await set.start()
            try await set.initiate()
            result = .success(try await body(set))
        } catch {
            result = .failure(error)
        }
        for server in set.servers { await server.remove() }
        try result.get()
    }

    private init(members: Int) throws {
        servers = try (0..<members).map { _ in
            try PrivateServer(arguments: [
                "--replSet", "failover", "--oplogSize", "64",
            ])
        }
        let hosts = servers.map { "127.0.0.1:\($0.port)" }.joined(separator: ",")
        uri = "mongodb://\(hosts)/?replicaSet=failover"
    }

    /// Makes the next election take seconds rather than half a minute.
    private func initiate() async throws {
        for server in servers {
            let client = try await MongoClient(uri: server.uri)
            #expect(await eventually { (try? await client.ping()) != nil })
            await client.close()
        }
        let members = servers.enumerated().map { index, server in
            ["_id": .int64(Int64(index)), "host": .string("127.0.0.1:\(server.port)")]
                as BSONDocument
        }
        let client = try await MongoClient(uri: servers[0].uri)
        _ = try await client.database("admin").run([
            "replSetInitiate": [
                "_id": "failover",
                "members": .array(BSONArray(members.map { .document($0) })),
                "settings": ["electionTimeoutMillis": 2000, "heartbeatIntervalMillis": 500],
            ]
        ])
        await client.close()
    }

    /// Kills the primary without a word of warning.
    func killPrimary(_ client: MongoClient) async throws {
        let hello = try await client.database("admin").run(["hello": 1])
        let primary = try #require(hello["primary"]?.string)
        for server in servers where primary.hasSuffix(":\(server.port)") { await server.stop() }
    }

    /// Starts every member, those that run excepted.
    func start() async throws {
        for server in servers { try await server.start() }
    }

    /// Makes the primary step down.
    func stepDownPrimary(_ client: MongoClient) async {
        // The server may close the connection instead of answering.
        _ = try? await client.database("admin").run([
            "replSetStepDown": 10, "secondaryCatchUpPeriodSecs": 10,
        ])
    }
}
