import BSON
import MongoClient

extension Query {
    /// Asks the server how it carries out the query, which it does for that.
    ///
    /// The server is asked that the query would be sent to.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    nonisolated(nonsending) public func explain() async throws -> Explanation {
        var find: BSONDocument = [
            "find": .string(collection.name), "filter": .document(try condition.document()),
        ]
        if !order.isEmpty { find.append("sort", try order.document()) }
        if let skipped { find.append("skip", skipped) }
        if let limited { find.append("limit", limited) }
        if let hint { find.append("hint", hint) }
        if let collation { find.append("collation", collation.document) }
        return try await Explanation(collection.database.explain(find))
    }
}

extension Aggregation {
    /// Asks the server how it carries out the pipeline, which it does for that.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    nonisolated(nonsending) public func explain() async throws -> Explanation {
        var command: BSONDocument = [
            "aggregate": .string(collection.name),
            "pipeline": .array(BSONArray(try stages().map(BSONValue.document))), "cursor": [:],
        ]
        var options = options
        options.batchSize = nil
        for (key, value) in options.document { try command.append(key: key, value) }
        return try await Explanation(collection.database.explain(command))
    }
}
