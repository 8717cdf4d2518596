import BSON
import MongoClient

extension Query {
    /// Asks the server how it carries out the query, which it does for that.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    nonisolated(nonsending) public func explain() async throws -> Explanation {
        var find: BSONDocument = [
            "find": .string(collection.name), "filter": .document(try filter.document()),
        ]
        if !order.isEmpty { find.append("sort", try order.document()) }
        if let skipped { find.append("skip", skipped) }
        if let limited { find.append("limit", limited) }
        if let hint { find.append("hint", hint.name) }
        if let collation { find.append("collation", collation.document) }
        return try await collection.explain(find)
    }
}

extension Aggregation {
    /// Asks the server how it carries out the pipeline, which it does for that.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    nonisolated(nonsending) public func explain() async throws -> Explanation {
        try await collection.explain([
            "aggregate": .string(collection.name),
            "pipeline": .array(BSONArray(try stages().map(BSONValue.document))), "cursor": [:],
        ])
    }
}

extension MongoCollection {
    nonisolated(nonsending) fileprivate func explain(
        _ command: BSONDocument
    ) async throws -> Explanation {
        let question: BSONDocument = [
            "explain": .document(command), "verbosity": "executionStats",
        ]
        return Explanation(try await database.run(question))
    }
}
