import BSON
import MongoClient

/// Writes to be sent together.
///
/// Each is written as it would be alone, and checked when it is added.
public struct Batch<Model: Document> {
    /// Writes what a single one would send.
    private let documents: Documents<Model>

    private(set) var writes: [WriteModel] = []

    /// The documents to be stored, by the position of their writes.
    private(set) var inserted: [Int: Model] = [:]

    init(for documents: Documents<Model>) {
        self.documents = documents
    }

    /// Adds the insertion of a document; see ``Documents/insert(_:)``.
    ///
    /// - Throws: ``ValidationError`` if it breaks its rules, `MongoError` if it has
    ///   attachments, and `BSONError` if it holds a value that BSON cannot.
    public mutating func insert(_ document: Model) throws {
        let document = try document.preparedToInsert()
        let encoded = try BSONDocument(encoding: document)
        try documents.checkUnattached(encoded, "bulkWrite")
        inserted[writes.count] = document
        writes.append(.insertOne(encoded))
    }

    /// Adds the update of the document with the identifier; see
    /// ``Documents/update(_:countsAsEdit:_:)``.
    ///
    /// - Throws: ``ValidationError``, `MongoError` and `BSONError`, as it does.
    public mutating func update(
        _ id: Model.ID, countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) throws {
        let update = try Update(changes(Model.fields), countsAsEdit: countsAsEdit)
        let filter = documents.identified(by: id) && update.requirement
        guard !update.isEmpty else { return }
        writes.append(
            .updateOne(
                try filter.document(), update.document, arrayFilters: update.arrayFilters))
    }

    /// Adds the update of every document that meets the condition; see
    /// ``Documents/update(where:countsAsEdit:_:)``.
    ///
    /// - Throws: ``ValidationError``, `MongoError` and `BSONError`, as it does.
    public mutating func update(
        where condition: (Model.Fields) -> Filter<Model>, countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) throws {
        let update = try Update(changes(Model.fields), countsAsEdit: countsAsEdit)
        let filter = documents.scope && condition(Model.fields) && update.requirement
        guard !update.isEmpty else { return }
        writes.append(
            .updateMany(
                try filter.document(), update.document, arrayFilters: update.arrayFilters))
    }

    /// Adds the deletion of the document with the identifier; see
    /// `Documents.delete(_:)`.
    ///
    /// - Throws: `MongoError` if documents may have attachments, and `BSONError` if BSON
    ///   cannot hold the identifier.
    public mutating func delete(_ id: Model.ID) throws {
        let filter = documents.identified(by: id)
        guard let deletion = try Update<Model>.deletion() else {
            try documents.checkDeletable("bulkWrite")
            writes.append(.deleteOne(try filter.document()))
            return
        }
        let kept = filter && documents.showing(.hidden).scope
        writes.append(.updateOne(try kept.document(), deletion.document))
    }

    /// Adds the deletion of every document that meets the condition; see
    /// ``Documents/delete(where:)``.
    ///
    /// - Throws: `MongoError` if documents may have attachments, and `BSONError` if a value
    ///   is one that BSON cannot hold.
    public mutating func delete(where condition: (Model.Fields) -> Filter<Model>) throws {
        let filter = documents.scope && condition(Model.fields)
        guard let deletion = try Update<Model>.deletion() else {
            try documents.checkDeletable("bulkWrite")
            writes.append(.deleteMany(try filter.document()))
            return
        }
        let kept = filter && documents.showing(.hidden).scope
        writes.append(.updateMany(try kept.document(), deletion.document))
    }
}
