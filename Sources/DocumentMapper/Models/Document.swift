public import BSON

/// A struct that is stored as a document of a collection.
///
/// `@Document` writes the conformance; written by hand it is the same plain
/// protocol.
public protocol Document: Embedded, Identifiable
where ID: BSONEncodable, ID: BSONDecodable, ID: Sendable {
    /// The collection that holds the documents.
    static var collection: String { get }

    /// What the database held when this document was read.
    ///
    /// It takes no part in comparing or hashing documents.
    var snapshot: Snapshot { get set }

    /// The property that counts saves, if there is one.
    static var versionField: VersionField<Self>? { get }

    /// The properties that say when a document was made and last changed, if there
    /// are any.
    static var timestamps: Timestamps<Self>? { get }

    /// The property that says when a document was deleted, if deleting keeps it.
    static var deletion: DeletionField<Self>? { get }

    /// The indexes that the documents need.
    ///
    /// Declaring one does nothing until ``Indexes/apply(replacingChanged:removingUnknown:)`` is called.
    static var indexes: [Index<Self>] { get }
}

extension Document {
    /// No version: saves are not checked against each other.
    public static var versionField: VersionField<Self>? { nil }

    /// No property is given the time of a save.
    public static var timestamps: Timestamps<Self>? { nil }

    /// Deleting a document deletes it.
    public static var deletion: DeletionField<Self>? { nil }

    /// No index but that of the identifier.
    public static var indexes: [Index<Self>] { [] }
}
