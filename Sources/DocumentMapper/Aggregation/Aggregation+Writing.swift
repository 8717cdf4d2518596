import BSON
import MongoClient

extension Aggregation where Row: Document {
    /// Stores the rows as the whole content of a collection, in one step.
    ///
    /// What was there before is gone; the indexes stay.
    ///
    /// - Throws: `MongoError` if the server refused; then the collection is as it was.
    nonisolated(nonsending) public func write(replacing documents: Documents<Row>) async throws {
        let place = documents.collection
        try await send([
            "$out": ["db": .string(place.database.name), "coll": .string(place.name)]
        ])
    }

    /// Stores each row among the documents of a collection, and does as told with one
    /// that has the same identifier already.
    ///
    /// - Throws: `MongoError` if the server refused; what was written before stays.
    nonisolated(nonsending) public func merge(
        into documents: Documents<Row>, whenMatched action: MergeAction = .merge
    ) async throws {
        let place = documents.collection
        try await send([
            "$merge": [
                "into": ["db": .string(place.database.name), "coll": .string(place.name)],
                "whenMatched": .string(action.rawValue), "whenNotMatched": "insert",
            ]
        ])
    }

    nonisolated(nonsending) private func send(_ stage: BSONDocument) async throws {
        _ = try await adding { [stage] }.results.all()
    }
}
