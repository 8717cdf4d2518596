import BSON
import MongoClient

/// The servers that the tests run on: what a test may require of them.
struct Deployment: Sendable {
    let version: Version
    let topology: Topology
    var parameters: BSONDocument = [:]
    var isAuthenticated = false

    /// Returns what keeps a test from running here, `nil` if nothing does.
    ///
    /// One of the requirements must be met, if there are any.
    func obstacle(_ requirements: [Requirement]) -> String? {
        let obstacles = requirements.map { $0.obstacle(on: self) }
        guard !obstacles.isEmpty, !obstacles.contains(nil) else { return nil }
        return obstacles.compactMap(\.self).withoutRepetitions.joined(separator: ", or ")
    }
}

extension Deployment {
    /// Asks the servers.
    ///
    /// - Throws: ``MongoError`` if they cannot be reached.
    init(askedThrough client: MongoClient) async throws {
        let admin = client.database("admin")
        let hello = try await admin.run(["hello": 1])
        let build = try await admin.run(["buildInfo": 1])
        let status = try await admin.run(["connectionStatus": 1])
        version = Version((build["versionArray"]?.array ?? []).compactMap(\.int))
        topology = try await Self.topology(hello, client)
        parameters = try await admin.run(["getParameter": "*"])
        let users = status["authInfo"]?.document?["authenticatedUsers"]?.array
        isAuthenticated = users?.isEmpty == false
    }

    private static func topology(
        _ hello: BSONDocument, _ client: MongoClient
    ) async throws -> Topology {
        if hello["serviceId"] != nil { return .loadBalanced }
        if hello["setName"] != nil { return .replicaSet }
        guard hello["msg"]?.string == "isdbgrid" else { return .single }
        let shards = try await client.database("config").collection("shards").find([:]).all()
        let areSets = shards.allSatisfy { $0["host"]?.string?.contains("/") == true }
        return areSets ? .shardedReplicaSet : .sharded
    }
}
