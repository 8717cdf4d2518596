public import BSON

/// What many writes did together.
public struct BulkWriteResult: Hashable, Sendable {
    /// How many documents were inserted.
    public var inserted = 0

    /// How many documents the filters of updates and replacements matched.
    public var matched = 0

    /// How many of them are different now.
    public var modified = 0

    /// How many documents were deleted.
    public var deleted = 0

    /// The identifiers of the documents that were inserted since none matched, by the
    /// position of the write.
    public var upsertedIDs: [Int: BSONValue] = [:]

    /// Creates the result of having done nothing.
    public init() {}

    /// How many documents were inserted since none matched.
    public var upserted: Int { upsertedIDs.count }
}

extension BulkWriteResult: BSONDecodable {
    /// Reads the reply of the driver.
    ///
    /// - Throws: `BSONError` if it is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        inserted = try reader.value("nInserted") ?? 0
        matched = try reader.value("nMatched") ?? 0
        modified = try reader.value("nModified") ?? 0
        deleted = try reader.value("nRemoved") ?? 0
        let upserts: [BSONDocument] = try reader.value("upserted") ?? []
        for upsert in upserts {
            guard let index = upsert["index"]?.int, let id = upsert["_id"] else { continue }
            upsertedIDs[index] = id
        }
    }
}
