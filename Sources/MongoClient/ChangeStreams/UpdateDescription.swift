public import BSON

/// What an update changed in a document, by dotted paths.
public struct UpdateDescription: Hashable, Sendable {
    /// Fields that were added or changed, with their new values.
    public let updatedFields: BSONDocument

    /// Fields that were removed.
    public let removedFields: [String]

    /// Arrays that were cut short.
    public let truncatedArrays: [TruncatedArray]

    /// An array that was cut short.
    public struct TruncatedArray: Hashable, Sendable {
        /// The path of the array.
        public let field: String
        /// How many elements it has now.
        public let newSize: Int
    }
}

extension UpdateDescription: BSONDecodable {
    /// Reads the description in an event.
    ///
    /// - Throws: ``BSONError`` if it is malformed.
    public init(from reader: inout BSONReader) throws(BSONError) {
        updatedFields = try reader.value("updatedFields") ?? [:]
        removedFields = try reader.value("removedFields") ?? []
        truncatedArrays = try reader.value("truncatedArrays") ?? []
    }
}

extension UpdateDescription.TruncatedArray: BSONDecodable {
    /// Reads one entry.
    ///
    /// - Throws: ``BSONError`` if it is malformed.
    public init(from reader: inout BSONReader) throws(BSONError) {
        field = try reader.require("field")
        newSize = try reader.require("newSize")
    }
}
