public import BSON

/// A type that knows how `$jsonSchema` describes its values.
///
/// The description is of everything that the type can be read from, so that the server
/// refuses what could not be read again and nothing else. A type that is none, neither
/// by itself nor by its raw value, is not described, and the server takes anything for
/// it.
///
///     extension Percentage: SchemaProviding {
///         static func schema(in context: SchemaContext) -> BSONDocument {
///             ["bsonType": "int", "minimum": 0, "maximum": 100]
///         }
///     }
public protocol SchemaProviding {
    /// Returns the description, in the words of `$jsonSchema`.
    static func schema(in context: SchemaContext) -> BSONDocument
}
