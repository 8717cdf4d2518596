import BSON
import MongoClient

extension CollectionOperations {
    /// Calls an operation that returns what it changes; `nil` if the name is of no
    /// such one.
    func change(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult? {
        let document: BSONDocument?
        switch name {
        case "findOneAndUpdate": document = try await findOneAndUpdate(&arguments)
        case "findOneAndReplace": document = try await findOneAndReplace(&arguments)
        case "findOneAndDelete": document = try await findOneAndDelete(&arguments)
        default: return nil
        }
        return .value(document.map(BSONValue.document) ?? .null)
    }

    private func findOneAndUpdate(_ arguments: inout Arguments) async throws -> BSONDocument? {
        let change = try UpdateArguments(taking: &arguments)
        let sort = try arguments.document("sort") ?? [:]
        let projection = try arguments.document("projection") ?? [:]
        let returning = try Self.returned(&arguments)
        let options = try WriteOptions(taking: &arguments)
        try arguments.finish()
        switch change.change {
        case .operators(let update):
            return try await collection.findOneAndUpdate(
                change.filter, update, sort: sort, projection: projection, returning: returning,
                upsert: change.upsert, arrayFilters: change.arrayFilters, options: options
            ) { reader throws(BSONError) in try reader.document() }
        case .pipeline(let stages):
            return try await collection.findOneAndUpdate(
                change.filter, pipeline: stages, sort: sort, projection: projection,
                returning: returning, upsert: change.upsert, options: options
            ) { reader throws(BSONError) in try reader.document() }
        }
    }

    private func findOneAndReplace(_ arguments: inout Arguments) async throws -> BSONDocument? {
        let filter = try arguments.required("filter") { try $0.document($1) }
        let replacement = try arguments.required("replacement") { try $0.document($1) }
        let sort = try arguments.document("sort") ?? [:]
        let projection = try arguments.document("projection") ?? [:]
        let upsert = try arguments.bool("upsert") ?? false
        let returning = try Self.returned(&arguments)
        let options = try WriteOptions(taking: &arguments)
        try arguments.finish()
        return try await collection.findOneAndReplace(
            filter, replacement, sort: sort, projection: projection, returning: returning,
            upsert: upsert, options: options
        ) { reader throws(BSONError) in try reader.document() }
    }

    private func findOneAndDelete(_ arguments: inout Arguments) async throws -> BSONDocument? {
        let filter = try arguments.required("filter") { try $0.document($1) }
        let sort = try arguments.document("sort") ?? [:]
        let projection = try arguments.document("projection") ?? [:]
        let options = try WriteOptions(taking: &arguments)
        try arguments.finish()
        return try await collection.findOneAndDelete(
            filter, sort: sort, projection: projection, options: options
        ) { reader throws(BSONError) in try reader.document() }
    }

    private static func returned(_ arguments: inout Arguments) throws -> ReturnedDocument {
        switch try arguments.string("returnDocument")?.lowercased() {
        case "before", nil: .before
        case "after": .after
        case let other?: throw Failure("there is no document \(other)")
        }
    }
}
