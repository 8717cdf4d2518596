public import BSON

/// A struct that is stored as a document of a collection.
///
/// `@Document` writes the conformance; written by hand it is the same plain
/// protocol.
public protocol Document: Embedded, Identifiable
where ID: BSONEncodable, ID: BSONDecodable, ID: Sendable {
    /// The collection that holds the documents.
    static var collection: String { get }

    /// What `_type` says in the documents of the model, if others share its collection.
    ///
    /// Then no other document of the collection is found, changed or deleted.
    static var typeName: String? { get }

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

    /// What becomes of the documents that refer to one that is deleted.
    static var deleteRules: [DeleteRule<Self>] { get }

    /// Brings a stored document of an earlier release into a form that can be read.
    ///
    ///     static func upgrade(_ stored: inout BSONDocument) {
    ///         if stored["slug"] == nil {
    ///             stored["slug"] = .string(slug(of: stored["title"]?.string ?? ""))
    ///         }
    ///     }
    ///
    /// It runs only for a document that cannot be read as it is, one that lacks a new
    /// required field say, so it costs nothing otherwise. What it changes is stored with
    /// the next save of the document, or for all at once by
    /// ``Migration/upgrade(_:_:)``; until then the server knows nothing of it, and
    /// queries do not see it.
    ///
    /// - Throws: `BSONError` if the document cannot be upgraded.
    static func upgrade(_ stored: inout BSONDocument) throws(BSONError)

    /// Completes the document before it is validated and stored: makes a slug of a
    /// title, or counts the words of a text.
    ///
    /// It runs for each insertion, replacement and save that sends something, on a
    /// copy: if the save is refused, the caller's document is as it was before. Being
    /// synchronous, it cannot ask a database; do that before saving. Updates change
    /// documents that are not at hand, so no hook runs for them.
    ///
    /// - Throws: ``ValidationError`` if the document cannot be completed, which refuses
    ///   it.
    mutating func willSave() throws(ValidationError)

    /// Tells that the document was stored.
    ///
    /// Inside a transaction, the transaction may yet be aborted, or be tried again with
    /// another call. Of many that are inserted or written at once, it is called for none if
    /// one is refused, though the others may be stored: the error tells which.
    func didSave()

    /// Tells that the document is about to be deleted.
    ///
    /// It runs where the document is at hand, as in `delete(_:)` of a document.
    ///
    /// - Throws: ``ValidationError`` if it must stay.
    func willDelete() throws(ValidationError)

    /// Tells that the document was deleted.
    func didDelete()

    /// Completes the document after it was read, and after it was inserted.
    ///
    /// What it changes is part of loading, so it is no change to be saved. It must come
    /// to the same for the same document.
    mutating func didLoad()
}

extension Document {
    /// Every document of the collection is one of the model.
    public static var typeName: String? { nil }

    /// No version: saves are not checked against each other.
    public static var versionField: VersionField<Self>? { nil }

    /// No property is given the time of a save.
    public static var timestamps: Timestamps<Self>? { nil }

    /// Deleting a document deletes it.
    public static var deletion: DeletionField<Self>? { nil }

    /// Leaves the document as it is, so that what cannot be read is an error.
    public static func upgrade(_ stored: inout BSONDocument) throws(BSONError) {}

    /// No index but that of the identifier.
    public static var indexes: [Index<Self>] { [] }

    /// Nothing refers to the documents, or nothing is to become of what does.
    public static var deleteRules: [DeleteRule<Self>] { [] }
}
