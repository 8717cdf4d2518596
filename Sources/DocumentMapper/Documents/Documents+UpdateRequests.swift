import BSON
import MongoClient

// A version that another program stored as null cannot be counted up. It means the same
// as none, and is made zero where it is met.
extension Documents {
    /// Changes the first document that meets a condition, if there is one; where nobody
    /// acknowledges it, it counts as there.
    nonisolated(nonsending) func updateOne(
        _ filter: Filter<Model>, _ update: Update<Model>
    ) async throws -> Bool {
        try await countingNullVersion(of: filter, by: update) { filter in
            let result = try await collection.updateOne(
                filter.document(), update.document, arrayFilters: update.arrayFilters)
            return result.matched > 0 || !result.isAcknowledged
        }
    }

    /// Changes the first document that meets a condition, and returns it.
    nonisolated(nonsending) func findOneAndUpdate(
        _ filter: Filter<Model>, _ update: Update<Model>, order: [SortKey<Model>],
        returning state: ReturnedDocument
    ) async throws -> Model? {
        try await countingNullVersion(of: filter, order: order, by: update) { filter in
            try await collection.findOneAndUpdate(
                filter.document(), update.document, sort: order.document(), returning: state,
                arrayFilters: update.arrayFilters
            ) { reader throws(BSONError) in try Model.loaded(from: &reader) }
        }
    }

    /// Changes every document that meets a condition.
    nonisolated(nonsending) func updateMany(
        _ filter: Filter<Model>, _ update: Update<Model>
    ) async throws -> Int {
        // One that failed midway could not be repeated: it would change some twice.
        if let key = Model.versionField?.key, update.increments(key) {
            try await collection.updateMany(
                (filter && Self.hasNull(key)).document(), Self.zeroing(key))
        }
        return try await collection.updateMany(
            filter.document(), update.document, arrayFilters: update.arrayFilters
        ).matched
    }

    /// Changes one document, and does so again if only its version was in the way.
    nonisolated(nonsending) func countingNullVersion<Value>(
        of filter: Filter<Model>, order: [SortKey<Model>] = [], by update: Update<Model>,
        _ change: (Filter<Model>) async throws -> Value
    ) async throws -> Value {
        guard let key = Model.versionField?.key, update.increments(key) else {
            return try await change(filter)
        }
        guard !collection.database.isInTransaction else {
            // A failure would undo the transaction, and nothing could be sent again.
            guard let first = try await first(of: filter, order, with: key) else {
                return try await change(filter)
            }
            try await zeroNullVersion(key, of: first)
            return try await change(filter && Self.identified(first))
        }
        do {
            return try await change(filter)
        } catch let error as MongoError where error.code == .typeMismatch {
            guard let first = try await first(of: filter, order, with: key),
                try await zeroNullVersion(key, of: first)
            else { throw error }
        }
        return try await change(filter)
    }

    /// Returns the identifier and the version of the document that a change is for.
    nonisolated(nonsending) private func first(
        of filter: Filter<Model>, _ order: [SortKey<Model>], with key: String
    ) async throws -> BSONDocument? {
        try await collection.findOne(
            filter.document(),
            options: FindOptions(
                sort: order.document(), projection: BSONDocument(dictionaryLiteral: (key, 1))))
    }

    /// - Returns: Whether the version was null.
    @discardableResult
    nonisolated(nonsending) private func zeroNullVersion(
        _ key: String, of document: BSONDocument
    ) async throws -> Bool {
        guard document[key] == .null else { return false }
        return try await collection.updateOne(
            (Self.identified(document) && Self.hasNull(key)).document(), Self.zeroing(key)
        ).modified > 0
    }

    private static func identified(_ document: BSONDocument) -> Filter<Model> {
        .raw(["_id": ["$eq": document["_id"] ?? .null]])
    }

    private static func hasNull(_ key: String) -> Filter<Model> {
        .raw(BSONDocument(dictionaryLiteral: (key, ["$type": "null"])))
    }

    private static func zeroing(_ key: String) -> BSONDocument {
        ["$set": .document(BSONDocument(dictionaryLiteral: (key, 0)))]
    }
}
