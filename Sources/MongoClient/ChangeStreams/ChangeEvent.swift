public import BSON

/// A change of a document, or of what contains it.
///
/// https://www.mongodb.com/docs/v6.0/reference/change-events/ tells which fields come
/// with which operation.
public struct ChangeEvent: Hashable, Sendable {
    /// Where to go on after this change.
    public let resumeToken: ResumeToken

    /// What happened.
    public let operation: Operation

    /// Where it happened; `nil` when the stream was invalidated.
    public let namespace: Namespace?

    /// What a collection is called now that was renamed.
    public let newNamespace: Namespace?

    /// The `_id` of the document, and its shard key.
    public let documentKey: BSONDocument?

    /// The document as it was inserted or replaced; after an update if
    /// ``ChangeStreamOptions/fullDocument`` asks for it, and then it may be gone.
    public let fullDocument: BSONDocument?

    /// The document before the change, if
    /// ``ChangeStreamOptions/fullDocumentBeforeChange`` asks for it.
    public let fullDocumentBeforeChange: BSONDocument?

    /// What an update changed.
    public let updateDescription: UpdateDescription?

    /// When the change was made, by the time that orders changes.
    public let clusterTime: BSONTimestamp?

    /// When the change was made, in milliseconds since 1970 by the server's clock.
    public let wallTimeMilliseconds: Int64?

    /// Where something happened.
    public struct Namespace: Hashable, Sendable {
        /// The database.
        public let database: String
        /// The collection; `nil` when the database itself changed.
        public let collection: String?
    }
}

extension ChangeEvent: BSONDecodable {
    /// Reads an event of the server.
    ///
    /// - Throws: ``BSONError`` if the operation or the resume token is missing, as
    ///   after a pipeline that removes them.
    public init(from reader: inout BSONReader) throws(BSONError) {
        resumeToken = try reader.require("_id")
        operation = Operation(rawValue: try reader.require("operationType"))
        clusterTime = try reader.value("clusterTime")
        wallTimeMilliseconds = try reader.find("wallTime")?.dateMilliseconds()
        fullDocument = try reader.value("fullDocument")
        namespace = try reader.value("ns")
        newNamespace = try reader.value("to")
        documentKey = try reader.value("documentKey")
        updateDescription = try reader.value("updateDescription")
        fullDocumentBeforeChange = try reader.value("fullDocumentBeforeChange")
    }
}

extension ChangeEvent.Namespace: BSONDecodable {
    /// Reads a namespace.
    ///
    /// - Throws: ``BSONError`` if it has no database.
    public init(from reader: inout BSONReader) throws(BSONError) {
        database = try reader.require("db")
        collection = try reader.value("coll")
    }
}
