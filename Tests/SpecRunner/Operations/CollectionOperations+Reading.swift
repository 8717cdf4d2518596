import BSON
import MongoClient

extension CollectionOperations {
    /// Calls an operation that reads; `nil` if the name is of no such one.
    func read(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult? {
        switch name {
        case "find": .documents(try await find(&arguments).all())
        case "findOne": try await findOne(&arguments)
        case "createFindCursor": .cursor(try await FindCursor(opening: find(&arguments)))
        case "aggregate": .documents(try await aggregate(&arguments).all())
        case "countDocuments": try await count(&arguments)
        case "estimatedDocumentCount": try await estimatedCount(&arguments)
        case "count": try await oldCount(&arguments)
        case "distinct": try await distinct(&arguments)
        case "mapReduce": try await mapReduce(&arguments)
        default: nil
        }
    }

    private func find(_ arguments: inout Arguments) throws -> MongoCursor<BSONDocument> {
        let filter = try arguments.document("filter") ?? [:]
        let options = try FindOptions(taking: &arguments)
        try arguments.finish()
        return collection.find(filter, options: options)
    }

    private func findOne(_ arguments: inout Arguments) async throws -> OperationResult {
        let filter = try arguments.document("filter") ?? [:]
        let options = try FindOptions(taking: &arguments)
        try arguments.finish()
        let document = try await collection.findOne(filter, options: options)
        return .value(document.map(BSONValue.document) ?? .null)
    }

    private func aggregate(_ arguments: inout Arguments) throws -> MongoCursor<BSONDocument> {
        let pipeline = try arguments.required("pipeline") { try $0.documents($1) }
        let options = try AggregateOptions(taking: &arguments)
        try arguments.finish()
        return collection.aggregate(pipeline, options: options)
    }

    private func count(_ arguments: inout Arguments) async throws -> OperationResult {
        let filter = try arguments.document("filter") ?? [:]
        let (skip, limit) = (try arguments.int("skip"), try arguments.int("limit"))
        let options = try ReadOptions(taking: &arguments)
        try arguments.finish()
        let count = try await collection.count(filter, skip: skip, limit: limit, options: options)
        return .value(.int(count))
    }

    private func estimatedCount(_ arguments: inout Arguments) async throws -> OperationResult {
        let options = try ReadOptions(taking: &arguments)
        try arguments.finish()
        return .value(.int(try await collection.estimatedCount(options: options)))
    }

    private func distinct(_ arguments: inout Arguments) async throws -> OperationResult {
        let key = try arguments.required("fieldName") { try $0.string($1) }
        let filter = try arguments.document("filter") ?? [:]
        let options = try ReadOptions(taking: &arguments)
        try arguments.finish()
        let values = try await collection.distinct(key, filter, options: options)
        return .value(.array(BSONArray(values)))
    }

    /// Counts by the command that is only for estimates now, but once took a filter.
    private func oldCount(_ arguments: inout Arguments) async throws -> OperationResult {
        var further: BSONDocument = ["query": .document(try arguments.document("filter") ?? [:])]
        for key in ["skip", "limit"] {
            if let value = arguments.value(key) { try further.append(key: key, value) }
        }
        var options = try ReadOptions(taking: &arguments)
        try arguments.finish()
        guard session == nil else {
            // The driver makes no estimate in a session.
            let command = try BSONDocument(
                pairs: [("count", .string(collection.name))] + further.map { ($0.key, $0.value) })
            return .value(try await collection.database.run(command)["n"] ?? .null)
        }
        options.further = further
        return .value(.int(try await collection.estimatedCount(options: options)))
    }

    private func mapReduce(_ arguments: inout Arguments) async throws -> OperationResult {
        var command: BSONDocument = ["mapReduce": .string(collection.name)]
        for key in ["map", "reduce", "out"] {
            if let value = arguments.value(key) { try command.append(key: key, value) }
        }
        try arguments.finish()
        return .value(try await collection.database.run(command)["results"] ?? .null)
    }
}
