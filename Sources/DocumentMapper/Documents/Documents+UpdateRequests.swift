import BSON
import MongoClient

// A version that another program stored as null cannot be counted up. It means the same
// as none, and is made zero where it is met.
extension Documents {
    /// Changes the first document that meets a condition, if there is one.
    nonisolated(nonsending) func updateOne(
        _ filter: Filter<Model>, _ update: Update<Model>
    ) async throws -> Bool {
        try await countingNullVersions(of: filter) {
            try await collection.updateOne(
                filter.document(), update.document, arrayFilters: update.arrayFilters
            ).matched > 0
        }
    }

    /// Changes the first document that meets a condition, and returns it.
    nonisolated(nonsending) func findOneAndUpdate(
        _ filter: Filter<Model>, _ update: Update<Model>, order: [SortKey<Model>],
        returning state: ReturnedDocument
    ) async throws -> Model? {
        try await countingNullVersions(of: filter) {
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
            try await zeroNullVersions(of: filter)
        }
        return try await collection.updateMany(
            filter.document(), update.document, arrayFilters: update.arrayFilters
        ).matched
    }

    /// Changes one document, and does so again if only its version was in the way.
    nonisolated(nonsending) func countingNullVersions<Value>(
        of filter: Filter<Model>, _ change: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await change()
        } catch let error as MongoError where error.code == .typeMismatch {
            guard try await zeroNullVersions(of: filter) > 0 else { throw error }
        }
        return try await change()
    }

    @discardableResult
    nonisolated(nonsending) private func zeroNullVersions(
        of filter: Filter<Model>
    ) async throws -> Int {
        guard let key = Model.versionField?.key else { return 0 }
        let isNull = BSONDocument(dictionaryLiteral: (key, ["$type": "null"]))
        let zero = BSONDocument(dictionaryLiteral: (key, 0))
        return try await collection.updateMany(
            (filter && .raw(isNull)).document(), ["$set": .document(zero)]
        ).modified
    }
}
