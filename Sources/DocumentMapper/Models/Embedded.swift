public import BSON

/// A struct that is stored within a document.
///
/// `@Embedded` writes the conformance.
public protocol Embedded: BSONEncodable, BSONDecodable, Validatable, SchemaProviding,
    AttachmentHolder, Sendable
{
    /// The names that queries and updates know the properties by.
    ///
    /// `@Document` and `@Embedded` make a class of it: each query is given the fields, and to
    /// copy those of a large model takes longer than to name the one that is asked about.
    associatedtype Fields: Sendable

    /// The fields of the struct, one for each stored property.
    static var fields: Fields { get }

    /// The stored properties, in order.
    static var properties: [Property<Self>] { get }

    /// What must hold between properties; see ``DocumentRule``.
    static var rules: [DocumentRule<Self>] { get }
}

extension Embedded {
    /// No property that anyone could find: a conformance written by hand names its own.
    public static var properties: [Property<Self>] { [] }

    /// Nothing must hold between properties.
    public static var rules: [DocumentRule<Self>] { [] }
}
