import BSON
import Foundation
package import MongoClient
import Testing

/// A replica set of a test's own, whose members may be killed.
package struct PrivateReplicaSet {
    /// Where they listen.
    package let uri: String

    private let servers: [PrivateServer]

    /// Runs a test with a set that has a primary, and gets another one within seconds if
    /// that dies.
    ///
    /// With a longer `electionTimeout`, a busy machine is not taken for a dead primary.
    nonisolated(nonsending) package static func running(
        members: Int = 3, electionTimeout: Duration = .seconds(2),
        _ body: nonisolated(nonsending) (PrivateReplicaSet) async throws -> Void
    ) async throws {
        let set = try PrivateReplicaSet(members: members)
        let result: Result<Void, any Error>
        do {
            try await set.start()
            try await set.initiate(electionTimeout)
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
                "--setParameter", "enableTestCommands=1",
            ])
        }
        let hosts = servers.map { "127.0.0.1:\($0.port)" }.joined(separator: ",")
        uri = "mongodb://\(hosts)/?replicaSet=failover"
    }

    private func initiate(_ electionTimeout: Duration) async throws {
        for server in servers {
            try await Self.asking(server) { try await $0.ping() }
        }
        let members = servers.enumerated().map { index, server in
            ["_id": .int64(Int64(index)), "host": .string("127.0.0.1:\(server.port)")]
                as BSONDocument
        }
        let configuration: BSONDocument = [
            "_id": "failover",
            "members": .array(BSONArray(members.map { .document($0) })),
            "settings": [
                "electionTimeoutMillis": .int64(electionTimeout.components.seconds * 1000),
                "heartbeatIntervalMillis": 500,
            ],
        ]
        try await Self.asking(servers[0]) { client in
            let admin = client.database("admin")
            try await admin.run(["replSetInitiate": .document(configuration)])
            // Or the first election would take as long as one after an outage.
            let deadline = ContinuousClock.now + .seconds(60)
            while try await admin.run(["hello": 1])["isWritablePrimary"] != true,
                ContinuousClock.now < deadline
            {
                _ = try? await admin.run(["replSetStepUp": 1])
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Asks one server, which may only just have been started.
    nonisolated(nonsending) private static func asking(
        _ server: PrivateServer, _ body: nonisolated(nonsending) (MongoClient) async throws -> Void
    ) async throws {
        let client = try await MongoClient(uri: server.uri, settings: .patient)
        try await body(client)
        await client.close()
    }

    /// Makes the secondaries stand still, with what they have, and waits until they do.
    package func stopReplicating(_ client: MongoClient) async throws {
        try await onSecondaries(client) { client in
            let admin = client.database("admin")
            let reply = try await admin.run([
                "configureFailPoint": "rsSyncApplyStop", "mode": "alwaysOn",
            ])
            try await admin.run([
                "waitForFailPoint": "rsSyncApplyStop",
                "timesEntered": .int((reply["count"]?.int ?? 0) + 1), "maxTimeMS": 60_000,
            ])
        }
    }

    /// Ends what ``stopReplicating(_:)`` did.
    package func goOnReplicating(_ client: MongoClient) async throws {
        try await onSecondaries(client) { client in
            try await client.database("admin").run([
                "configureFailPoint": "rsSyncApplyStop", "mode": "off",
            ])
        }
    }

    nonisolated(nonsending) private func onSecondaries(
        _ client: MongoClient,
        _ body: nonisolated(nonsending) (MongoClient) async throws -> Void
    ) async throws {
        let primary = try await primary(client)
        for server in servers where !primary.hasSuffix(":\(server.port)") {
            try await Self.asking(server, body)
        }
    }

    private func primary(_ client: MongoClient) async throws -> String {
        let hello = try await client.database("admin").run(["hello": 1])
        return try #require(hello["primary"]?.string)
    }

    /// Kills the primary without a word of warning.
    package func killPrimary(_ client: MongoClient) async throws {
        let primary = try await primary(client)
        for server in servers where primary.hasSuffix(":\(server.port)") { await server.stop() }
    }

    /// Starts every member, those that run excepted.
    package func start() async throws {
        for server in servers { try await server.start() }
    }

    /// Makes the primary step down.
    package func stepDownPrimary(_ client: MongoClient) async {
        // The server may close the connection instead of answering.
        _ = try? await client.database("admin").run([
            "replSetStepDown": 10, "secondaryCatchUpPeriodSecs": 10,
        ])
    }
}
