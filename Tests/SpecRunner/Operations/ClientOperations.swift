import BSON
import MongoClient

/// What can be called on a client.
struct ClientOperations {
    let client: MongoClient
    let session: MongoSession?

    /// Calls an operation.
    ///
    /// - Throws: `MongoError`, or ``Failure`` if there is no such operation.
    func perform(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult {
        switch name {
        case "listDatabases", "listDatabaseObjects":
            return .documents(try await databases(&arguments))
        case "listDatabaseNames":
            let names = try await databases(&arguments).compactMap { $0["name"] }
            return .value(.array(BSONArray(names)))
        case "createChangeStream":
            return try await StreamCursor.open(&arguments) { pipeline, options, decode in
                try await client.watch(pipeline, options: options, within: session, decode: decode)
            }
        case "close":
            try arguments.finish()
            await client.close()
            return .nothing
        default: throw Failure("a client has no operation \(name)")
        }
    }

    private func databases(_ arguments: inout Arguments) async throws -> [BSONDocument] {
        let filter = try arguments.document("filter") ?? [:]
        let options = try arguments.rest()
        return try await client.listDatabases(filter, options: options, within: session).all()
    }
}
