import BSON
import FoundationEssentials
public import MongoClient

extension Documents {
    /// Stores a document whole, in place of the one that was loaded.
    ///
    /// Fields that the model knows nothing of are lost, and what others wrote too, if no
    /// `@Version` tells; ``save(_:)`` keeps both. A document that was not loaded takes the
    /// place of the one with its identifier.
    ///
    /// - Throws: ``ConflictError`` if the stored document is not the one that was loaded
    ///   any more, or there is none; ``ValidationError`` if the document breaks its
    ///   rules, `MongoError` if the server refused, and `BSONError` if a value is one that
    ///   BSON cannot hold. The document stays as it is.
    public func replace(_ document: inout Model) async throws {
        let loaded = try document.snapshot.document()
        var filter = identified(by: document.id)
        if let loaded, let key = Model.versionField?.key {
            filter = filter && Filter(key, "$eq", loaded[key] ?? .null)
        }
        let stored = try await findOneAndReplace(
            filter, document.prepared(), order: [], returning: .after)
        guard let stored else {
            throw ConflictError(
                operation: "replace \(collection.database.name).\(collection.name)",
                mine: document, theirs: try await find(id: document.id),
                base: try loaded.map { try Model(stored: $0) } ?? document)
        }
        let before = document.snapshot
        document = stored
        document.snapshot = document.snapshot.written(
            in: collection.database.transaction, after: before)
        document.didSave()
    }

    /// Replaces one document that meets the condition by another and returns it, in one
    /// step.
    ///
    /// The stored document keeps its identifier, and when it was made.
    ///
    /// - Throws: ``ValidationError`` if the document breaks its rules, `MongoError` if
    ///   the server refused, and `BSONError` if a value is one that BSON cannot hold.
    /// - Returns: The document before or after; `nil` if none meets the condition.
    @discardableResult
    nonisolated(nonsending) public func findAndReplace(
        where condition: (Model.Fields) -> Filter<Model>,
        order: ((Model.Fields) -> SortKey<Model>)? = nil, by document: Model,
        returning state: ReturnedDocument = .after
    ) async throws -> Model? {
        let found = try await findOneAndReplace(
            scope && condition(Model.fields), document.prepared(),
            order: order.map { [$0(Model.fields)] } ?? [], returning: state)
        if found != nil { document.didSave() }
        return found
    }

    /// Replaces all but what the stored document keeps, by a pipeline: a replacement
    /// could not count the version up.
    nonisolated(nonsending) private func findOneAndReplace(
        _ filter: Filter<Model>, _ document: Model, order: [SortKey<Model>],
        returning state: ReturnedDocument
    ) async throws -> Model? {
        var document = document
        let now = Date.storable
        if let updated = Model.timestamps?.updated { document[keyPath: updated.property] = now }
        var kept: BSONDocument = ["_id": "$_id"]
        if let key = Model.versionField?.key {
            kept[key] = .countedUp(key)
        }
        if let key = Model.timestamps?.created?.key {
            kept[key] = [
                "$ifNull": [.string("$" + key), .date(milliseconds: now.bsonMilliseconds)]
            ]
        }
        let content = try BSONDocument(encoding: document)
        let replacement: BSONDocument = [
            "$replaceWith": ["$mergeObjects": [["$literal": .document(content)], .document(kept)]]
        ]
        let sort = try order.document()
        return try await write(content, overFirst: filter.document(), sort: sort) {
            collection, filter in
            try await collection.findOneAndUpdate(
                filter, pipeline: [replacement], sort: sort, returning: state
            ) { reader throws(BSONError) in try Model.loaded(from: &reader) }
        }
    }
}
