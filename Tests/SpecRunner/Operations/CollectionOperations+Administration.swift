import BSON
import MongoClient

extension CollectionOperations {
    /// Calls an operation on the collection itself or its indexes; `nil` if the name is
    /// of no such one.
    func administer(
        _ name: String, _ arguments: inout Arguments
    ) async throws -> OperationResult? {
        switch name {
        case "createIndex": return try await createIndex(&arguments)
        case "listIndexes": return .documents(try await indexes(&arguments))
        case "listIndexNames":
            let names = try await indexes(&arguments).compactMap { $0["name"] }
            return .value(.array(BSONArray(names)))
        case "dropIndex":
            let index = try arguments.required("name") { try $0.string($1) }
            let options = try Self.timeOptions(&arguments)
            try await collection.dropIndex(index, options: options)
        case "dropIndexes":
            try await collection.dropIndexes(options: Self.timeOptions(&arguments))
        case "rename":
            let name = try arguments.required("to") { try $0.string($1) }
            let replacing = try arguments.bool("dropTarget") ?? false
            try arguments.finish()
            try await collection.rename(to: name, replacing: replacing)
        case "drop":
            try arguments.finish()
            try await collection.drop()
        case "createChangeStream":
            return try await StreamCursor.open(&arguments) { pipeline, options, decode in
                try await collection.watch(pipeline, options: options, decode: decode)
            }
        default: return nil
        }
        return .nothing
    }

    private func createIndex(_ arguments: inout Arguments) async throws -> OperationResult {
        var index: BSONDocument = [
            "key": .document(try arguments.required("keys") { try $0.document($1) })
        ]
        let name = try arguments.string("name")
        let options = try arguments.int("maxTimeMS").map { ["maxTimeMS": .int($0)] as BSONDocument }
        for (key, value) in try arguments.rest() { try index.append(key: key, value) }
        if let name { index.append("name", name) }
        try await collection.createIndexes([index], options: options ?? [:])
        return .value(name.map(BSONValue.string) ?? .null)
    }

    private func indexes(_ arguments: inout Arguments) async throws -> [BSONDocument] {
        let options = try arguments.rest()
        return try await collection.listIndexes(options: options)
    }

    private static func timeOptions(_ arguments: inout Arguments) throws -> BSONDocument {
        let time = try arguments.int("maxTimeMS")
        try arguments.finish()
        return time.map { ["maxTimeMS": .int($0)] } ?? [:]
    }
}
