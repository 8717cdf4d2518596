public import BSON
public import MongoClient

/// A change of one of a model's documents.
public struct DocumentChange<Model: Document>: Sendable {
    /// What happened.
    public enum Kind: Sendable {
        /// A document came into being, or back from its deletion.
        case inserted(Model)

        /// Fields of a document were changed, told by their stored names. The document
        /// comes with it if `ChangeStreamOptions.fullDocument` asks for it and it
        /// is still there.
        case updated(Model.ID, UpdateDescription, Model?)

        /// A document was replaced as a whole.
        case replaced(Model)

        /// A document was deleted, or left the scope, as by a deletion that keeps it.
        case deleted(Model.ID)

        /// The collection is gone, and with it the stream.
        case invalidated

        /// Something that is no change of a document, such as the drop that is about
        /// to end the stream.
        case other(ChangeEvent.Operation)
    }

    /// What happened.
    public let kind: Kind

    /// Where to go on after this change.
    public let resumeToken: ResumeToken

    /// When the change was made, by the time that orders changes.
    public let clusterTime: BSONTimestamp?
}

extension DocumentChange.Kind: Equatable where Model: Equatable {}
