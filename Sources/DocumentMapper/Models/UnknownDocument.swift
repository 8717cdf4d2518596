public import BSON

/// A document of a type that this program knows no model of.
///
/// A case of a ``DocumentUnion`` that holds one keeps what a newer program wrote.
public struct UnknownDocument<ID>: Document
where ID: Hashable & Sendable & BSONEncodable & BSONDecodable {
    /// No property can be asked for.
    public struct Fields: Sendable {}

    /// No property can be asked for.
    public static var fields: Fields { Fields() }

    /// It belongs to the collection of the enum that holds it.
    public static var collection: String { "" }

    /// What tells one document from another.
    public let id: ID

    /// The document as it is stored, the identifier too.
    public var contents: BSONDocument

    /// What the database held when the document was read.
    public var snapshot = Snapshot()

    /// Reads a document of any kind that has an identifier.
    ///
    /// - Throws: `BSONError` if there is no identifier of the type.
    public init(from reader: inout BSONReader) throws(BSONError) {
        id = try reader.require("_id")
        contents = try reader.document()
    }

    /// Writes the document as it is.
    public func write(to writer: inout BSONWriter) { contents.write(to: &writer) }
}
