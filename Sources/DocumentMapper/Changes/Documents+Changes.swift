import BSON
public import MongoClient

extension Documents {
    /// Tells of changes of the documents, as they happen.
    ///
    ///     for try await change in try await posts.changes() {
    ///         switch change.kind {
    ///         case .inserted(let post), .replaced(let post): index.add(post)
    ///         case .updated(let id, _, _), .deleted(let id): index.forget(id)
    ///         case .invalidated, .other: break
    ///         }
    ///     }
    ///
    /// Nothing that happens after `changes` has returned is missed, whatever becomes of
    /// the servers; `ChangeStream` tells how. Only documents in ``scope`` are told of:
    /// one that leaves it is deleted and one that enters it inserted. Whether a document
    /// that was updated is in scope is asked of the document as it is when the server
    /// tells of it; where that matters, let the collection keep images and ask for
    /// `.required`. Of which type a deleted document was, only its image from before
    /// tells: without one, every deletion in the collection is told. A stored document
    /// that is no `Model` ends the stream with an error.
    ///
    /// - Throws: `MongoError` if the server refused, as one that is no replica set does,
    ///   or could not be reached.
    public func changes(
        options: ChangeStreamOptions = ChangeStreamOptions()
    ) async throws(MongoError) -> sending ChangeStream<DocumentChange<Model>> {
        let scope = deletedOnes
        var options = options
        // Whether a document is in scope only the document itself tells.
        if !scopeOfChanges.isEmpty, options.fullDocument == nil {
            options.fullDocument = .updateLookup
        }
        return try await collection.watch(scopeOfChanges, options: options) { reader in
            try DocumentChange<Model>(from: &reader, scope: scope)
        }
    }

    /// The stages that leave out changes of documents that are not in scope.
    private var scopeOfChanges: [BSONDocument] {
        [changesOfType, changesOfDeletion].compactMap { conditions in
            conditions.map { ["$match": ["$or": .array(BSONArray($0))]] }
        }
    }

    /// Conditions of which a change of the model's type meets one; `nil` if the
    /// collection has no other types.
    private var changesOfType: [BSONValue]? {
        guard let name = Model.typeName else { return nil }
        return [
            ["operationType": ["$nin": ["insert", "update", "replace", "delete"]]],
            ["fullDocument._type": ["$eq": .string(name)]],
            [
                "operationType": "delete",
                "fullDocumentBeforeChange._type": ["$in": [.string(name), .null]],
            ],
        ]
    }

    /// Conditions of which a change of a document meets one that is in scope, enters or
    /// leaves it; `nil` if deletion does not matter.
    private var changesOfDeletion: [BSONValue]? {
        guard let key = Model.deletion?.key, deletedOnes != .shown else { return nil }
        let condition = deletedOnes == .alone ? "$ne" : "$eq"
        return [
            ["operationType": ["$nin": ["insert", "update", "replace"]]],
            ["fullDocument.\(key)": [condition: .null]],
            ["updateDescription.updatedFields.\(key)": ["$exists": true]],
            ["updateDescription.removedFields": ["$eq": .string(key)]],
        ]
    }
}
