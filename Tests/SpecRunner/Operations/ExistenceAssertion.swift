import BSON
import MongoClient

/// The assertions about which collections and indexes there are.
struct ExistenceAssertion {
    private let observer: MongoClient

    init(_ observer: MongoClient) {
        self.observer = observer
    }

    /// Checks an assertion.
    ///
    /// - Throws: ``Failure`` if it does not hold, or is not known.
    func check(_ name: String, _ arguments: inout Arguments) async throws {
        let database = try arguments.required("databaseName") { try $0.string($1) }
        let collection = try arguments.required("collectionName") { try $0.string($1) }
        let index = try arguments.string("indexName")
        try arguments.finish()
        let names =
            if index != nil {
                try await indexes(of: collection, in: database)
            } else {
                try await collections(of: database)
            }
        let wanted = index ?? collection
        let expected: Bool
        switch name {
        case "assertCollectionExists", "assertIndexExists": expected = true
        case "assertCollectionNotExists", "assertIndexNotExists": expected = false
        default: throw Failure("there is no operation \(name)")
        }
        guard names.contains(wanted) == expected else {
            throw Failure("there is \(expected ? "no" : "a") \(wanted)")
        }
    }

    private func collections(of database: String) async throws -> [String] {
        let reply = try await observer.database(database).run([
            "listCollections": 1, "nameOnly": true,
        ])
        return Self.names(reply)
    }

    private func indexes(of collection: String, in database: String) async throws -> [String] {
        do {
            let reply = try await observer.database(database).run([
                "listIndexes": .string(collection)
            ])
            return Self.names(reply)
        } catch MongoError.Code.namespaceNotFound {
            return []
        }
    }

    private static func names(_ reply: BSONDocument) -> [String] {
        let batch = reply["cursor"]?.document?["firstBatch"]?.array
        return batch?.compactMap { $0.document?["name"]?.string } ?? []
    }
}
