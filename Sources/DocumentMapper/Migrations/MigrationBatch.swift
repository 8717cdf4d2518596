import BSON
import MongoClient

/// Some of the documents that a migration goes through, with what is to become of
/// them.
struct MigrationBatch {
    /// How many documents it has at most, and how many bytes of them.
    private static let maximumCount = 500
    private static let maximumBytes = 8 << 20

    /// How far the step has come with it.
    private(set) var step: MigrationRecord.Step

    /// The documents that are different now.
    private var changed: [BSONDocument] = []

    /// Reads the documents that follow those of earlier batches, and changes them in
    /// memory.
    ///
    /// - Throws: `MongoError` if the server could not answer, and what `change`
    ///   throws.
    init(
        of collection: MongoCollection, where condition: BSONDocument,
        after step: MigrationRecord.Step, _ change: (inout BSONDocument) throws -> Void
    ) async throws {
        self.step = step
        var conditions = [BSONValue.document(condition)]
        if let last = step.last {
            // Unlike a plain `$gt`, it goes on with identifiers of other types.
            conditions.append(["$expr": ["$gt": ["$_id", ["$literal": last]]]])
        }
        let options = FindOptions(sort: ["_id": 1], limit: Self.maximumCount)
        var count = 0
        var size = 0
        for try await document in collection.find(
            ["$and": .array(BSONArray(conditions))], options: options)
        {
            count += 1
            size += document.bytes.count
            try take(document, change)
            if size > Self.maximumBytes { break }
        }
        self.step.isFinished = count < Self.maximumCount && size <= Self.maximumBytes
    }

    /// Stores the changed documents.
    ///
    /// - Throws: `MongoError` if the server refused.
    func write(to collection: MongoCollection) async throws {
        for document in changed {
            _ = try await collection.replaceOne(
                ["_id": ["$eq": document["_id"] ?? .null]], document)
        }
    }

    private mutating func take(
        _ document: BSONDocument, _ change: (inout BSONDocument) throws -> Void
    ) throws {
        var copy = document
        try change(&copy)
        step.seen += 1
        step.last = document["_id"]
        guard copy != document else { return }
        guard copy["_id"] == document["_id"] else {
            throw BSONError(.unexpectedValue(expected: "the same identifier"), path: "_id")
        }
        step.changed += 1
        changed.append(copy)
    }
}
