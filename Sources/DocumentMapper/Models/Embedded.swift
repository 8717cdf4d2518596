public import BSON

/// A struct that is stored within a document.
///
/// `@Embedded` writes the conformance.
public protocol Embedded: BSONEncodable, BSONDecodable, Sendable {
    /// The names that queries and updates know the properties by.
    associatedtype Fields: Sendable

    /// The fields of the struct, one for each stored property.
    static var fields: Fields { get }
}
