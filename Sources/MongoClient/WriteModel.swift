public import BSON

/// One of the writes of ``MongoCollection/bulkWrite(_:ordered:options:)``.
///
///     try await posts.bulkWrite([
///         .insertOne(["_id": 1, "title": "Ink"]),
///         .updateOne(["_id": 1], ["$set": ["title": "Stone"]]),
///         .deleteMany(["title": "Paper"]),
///     ])
public struct WriteModel: Sendable {
    let action: Request.Action

    /// The documents of the write in a row.
    let documents: [UInt8]

    /// What an update does, to be checked before it is sent.
    let change: Change?

    private init(_ action: Request.Action, _ documents: BSONDocument..., change: Change? = nil) {
        self.action = action
        self.documents = documents.count == 1 ? documents[0].bytes : documents.flatMap(\.bytes)
        self.change = change
    }

    private init(
        _ action: Request.Action, _ filter: BSONDocument, _ change: Change, _ upsert: Bool,
        _ arrayFilters: [BSONDocument], _ options: WriteOptions
    ) {
        self.init(
            action, filter, change.document,
            options.changeDocument(upsert: upsert, arrayFilters: arrayFilters), change: change)
    }

    /// Inserts a document, which gets an `_id` if it has none.
    public static func insertOne(_ document: BSONDocument) -> WriteModel {
        WriteModel(.insert, document)
    }

    /// Changes the first document that matches, by update operators.
    ///
    /// Of the options, only hint and collation are of one write; the others are of all.
    public static func updateOne(
        _ filter: BSONDocument, _ update: BSONDocument, upsert: Bool = false,
        arrayFilters: [BSONDocument] = [], options: WriteOptions = WriteOptions()
    ) -> WriteModel {
        WriteModel(.updateOne, filter, Change(update), upsert, arrayFilters, options)
    }

    /// Changes the first document that matches, by a pipeline.
    public static func updateOne(
        _ filter: BSONDocument, pipeline: [BSONDocument], upsert: Bool = false,
        options: WriteOptions = WriteOptions()
    ) -> WriteModel {
        WriteModel(.updateOne, filter, Change(pipeline), upsert, [], options)
    }

    /// Changes every document that matches, by update operators.
    public static func updateMany(
        _ filter: BSONDocument, _ update: BSONDocument, upsert: Bool = false,
        arrayFilters: [BSONDocument] = [], options: WriteOptions = WriteOptions()
    ) -> WriteModel {
        WriteModel(.updateMany, filter, Change(update), upsert, arrayFilters, options)
    }

    /// Changes every document that matches, by a pipeline.
    public static func updateMany(
        _ filter: BSONDocument, pipeline: [BSONDocument], upsert: Bool = false,
        options: WriteOptions = WriteOptions()
    ) -> WriteModel {
        WriteModel(.updateMany, filter, Change(pipeline), upsert, [], options)
    }

    /// Replaces the first document that matches by another, keeping its `_id`.
    public static func replaceOne(
        _ filter: BSONDocument, _ replacement: BSONDocument, upsert: Bool = false,
        options: WriteOptions = WriteOptions()
    ) -> WriteModel {
        WriteModel(.replaceOne, filter, replacement, options.changeDocument(upsert: upsert))
    }

    /// Deletes the first document that matches.
    public static func deleteOne(
        _ filter: BSONDocument, options: WriteOptions = WriteOptions()
    ) -> WriteModel {
        WriteModel(.deleteOne, filter, [:], options.document())
    }

    /// Deletes every document that matches.
    public static func deleteMany(
        _ filter: BSONDocument, options: WriteOptions = WriteOptions()
    ) -> WriteModel {
        WriteModel(.deleteMany, filter, [:], options.document())
    }
}
