import BSON
import MongoClient

extension CollectionOperations {
    /// Calls an operation that writes; `nil` if the name is of no such one.
    func write(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult? {
        switch name {
        case "insertOne": try await insertOne(&arguments)
        case "insertMany": try await insertMany(&arguments)
        case "updateOne", "updateMany": try await update(name, &arguments)
        case "replaceOne": try await replace(&arguments)
        case "deleteOne", "deleteMany": try await delete(name, &arguments)
        case "bulkWrite": try await bulkWrite(&arguments)
        default: nil
        }
    }

    private func insertOne(_ arguments: inout Arguments) async throws -> OperationResult {
        let document = try arguments.required("document") { try $0.document($1) }
        let options = try BulkWriteOptions(taking: &arguments)
        try arguments.finish()
        let id = try await collection.insertOne(document, options: options)
        return .value(["insertedId": id])
    }

    private func insertMany(_ arguments: inout Arguments) async throws -> OperationResult {
        let documents = try arguments.required("documents") { try $0.documents($1) }
        let ordered = try arguments.bool("ordered") ?? true
        let options = try BulkWriteOptions(taking: &arguments)
        try arguments.finish()
        try await collection.insert(documents, ordered: ordered, options: options)
        return .value([:])
    }

    private func update(
        _ name: String, _ arguments: inout Arguments
    ) async throws -> OperationResult {
        let change = try UpdateArguments(taking: &arguments)
        let options = try WriteOptions(taking: &arguments)
        try arguments.finish()
        let isOne = name == "updateOne"
        let result =
            switch (change.change, isOne) {
            case (.operators(let update), true):
                try await collection.updateOne(
                    change.filter, update, upsert: change.upsert,
                    arrayFilters: change.arrayFilters, options: options)
            case (.operators(let update), false):
                try await collection.updateMany(
                    change.filter, update, upsert: change.upsert,
                    arrayFilters: change.arrayFilters, options: options)
            case (.pipeline(let stages), true):
                try await collection.updateOne(
                    change.filter, pipeline: stages, upsert: change.upsert, options: options)
            case (.pipeline(let stages), false):
                try await collection.updateMany(
                    change.filter, pipeline: stages, upsert: change.upsert, options: options)
            }
        return .value(result.value)
    }

    private func replace(_ arguments: inout Arguments) async throws -> OperationResult {
        let filter = try arguments.required("filter") { try $0.document($1) }
        let replacement = try arguments.required("replacement") { try $0.document($1) }
        let upsert = try arguments.bool("upsert") ?? false
        let options = try WriteOptions(taking: &arguments)
        try arguments.finish()
        let result = try await collection.replaceOne(
            filter, replacement, upsert: upsert, options: options)
        return .value(result.value)
    }

    private func delete(
        _ name: String, _ arguments: inout Arguments
    ) async throws -> OperationResult {
        let filter = try arguments.required("filter") { try $0.document($1) }
        let options = try WriteOptions(taking: &arguments)
        try arguments.finish()
        let count =
            if name == "deleteOne" {
                try await collection.deleteOne(filter, options: options)
            } else {
                try await collection.deleteMany(filter, options: options)
            }
        return .value(["deletedCount": .int(count)])
    }

    private func bulkWrite(_ arguments: inout Arguments) async throws -> OperationResult {
        let requests = try arguments.required("requests") { try $0.documents($1) }
        let ordered = try arguments.bool("ordered") ?? true
        let options = try BulkWriteOptions(taking: &arguments)
        try arguments.finish()
        let writes = try requests.map(WriteModel.init(request:))
        let result = try await collection.bulkWrite(writes, ordered: ordered, options: options)
        return .value(result.value)
    }
}
