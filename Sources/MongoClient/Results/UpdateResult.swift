public import BSON

/// What an update found and did.
public struct UpdateResult: Hashable, Sendable {
    /// How many documents matched the filter.
    public let matched: Int

    /// How many of them are different now.
    public let modified: Int

    /// The identifier of the document that was inserted since none matched.
    public let upsertedID: BSONValue?

    /// Whether the server told what it found and did; under ``WriteConcern/unacknowledged``
    /// it does not, and the numbers are zero.
    public let isAcknowledged: Bool
}

extension UpdateResult: BSONDecodable {
    /// Reads the reply of the driver.
    ///
    /// - Throws: `BSONError` if it is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let matched: Int? = try reader.value("matchedCount")
        self.matched = matched ?? 0
        isAcknowledged = matched != nil
        modified = try reader.value("modifiedCount") ?? 0
        upsertedID = try reader.value("upsertedId")
    }
}
