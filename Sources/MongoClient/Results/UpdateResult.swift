public import BSON

/// What an update found and did.
public struct UpdateResult: Hashable, Sendable {
    /// How many documents matched the filter.
    public let matched: Int

    /// How many of them are different now.
    public let modified: Int

    /// The identifier of the document that was inserted since none matched.
    public let upsertedID: BSONValue?
}

extension UpdateResult: BSONDecodable {
    /// Reads the reply of the driver.
    ///
    /// - Throws: `BSONError` if it is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        matched = try reader.value("matchedCount") ?? 0
        modified = try reader.value("modifiedCount") ?? 0
        upsertedID = try reader.value("upsertedId")
    }
}
