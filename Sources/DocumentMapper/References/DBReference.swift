public import BSON

/// The name of a document of another model, stored as a DBRef: collection and
/// identifier.
///
/// Prefer ``Reference``, which is smaller. This one is
/// for databases that other programs fill with DBRefs, as MongoKit did.
public struct DBReference<Target: Document>: ReferenceValue {
    /// The identifier of the document.
    public let id: Target.ID

    /// The key that the specification of DBRefs gives the identifier.
    public static var identifierKey: String? { "$id" }

    /// The database that holds the document, if it was named.
    public let database: String?

    /// Names the document with an identifier, whether there is one or not.
    public init(_ id: Target.ID) {
        self.init(id, database: nil)
    }

    /// Names the document with an identifier in a database.
    public init(_ id: Target.ID, database: String?) {
        self.id = id
        self.database = database
    }

    /// Reads a DBRef.
    ///
    /// - Throws: `BSONError` if the value is something else, or a DBRef into another
    ///   collection.
    public init(from reader: inout BSONReader) throws(BSONError) {
        guard try reader.require("$ref", as: String.self) == Target.collection else {
            throw BSONError(
                .unexpectedValue(expected: "DBRef into \(Target.collection)"), path: "$ref")
        }
        id = try reader.require("$id")
        database = try reader.value("$db")
    }

    /// Writes a DBRef, in the order of keys that the specification of DBRefs fixes.
    public func write(to writer: inout BSONWriter) {
        writer.document { writer in
            writer.append("$ref", Target.collection)
            writer.append("$id", id)
            writer.append("$db", database)
        }
    }
}
