import BSON
import MongoClient

extension Documents {
    /// The files of the documents.
    public var attachments: Attachments<Model> { Attachments(collection: collection) }

    /// Writes documents, and attaches and loosens their files in one transaction.
    ///
    /// Where no file is concerned there is no transaction. Within one of the caller's,
    /// everything is part of that, and files that became loose are left to a sweep:
    /// nobody knows yet whether it will be committed.
    ///
    /// - Throws: What `write` throws, and `MongoError` if a file is gone or belongs to
    ///   another document. Then, and if `write` returns `false`, nothing has changed.
    /// - Returns: What `write` returns: whether it took place.
    @discardableResult
    nonisolated(nonsending) func write(
        following changes: @autoclosure () throws -> [FileChange],
        _ write: nonisolated(nonsending) (MongoCollection) async throws -> Bool
    ) async throws -> Bool {
        let changes = Model.holdsAttachments ? try changes().filter { !$0.isEmpty } : []
        guard !changes.isEmpty else { return try await write(collection) }
        let name = collection.name
        let isWritten = try await collection.database.withTransaction { database in
            let marks = FileMarks(database.bucket(name))
            for change in changes { try await marks.check(change) }
            guard try await write(database.collection(name)) else { return false }
            for change in changes { try await marks.follow(change) }
            return true
        }
        if isWritten { await removeLoose(changes.reduce(into: []) { $0.formUnion($1.lost) }) }
        return isWritten
    }

    /// Writes a document over the first that matches, and attaches and loosens files in
    /// the same transaction.
    ///
    /// `write` gets the collection and the condition to use, and returns `nil` if it found
    /// none.
    ///
    /// - Throws: As ``write(following:_:)``.
    nonisolated(nonsending) func write<Value>(
        _ content: BSONDocument, overFirst filter: BSONDocument, sort: BSONDocument,
        _ write: nonisolated(nonsending) (MongoCollection, BSONDocument) async throws -> Value?
    ) async throws -> Value? {
        guard Model.holdsAttachments else { return try await write(collection, filter) }
        let name = collection.name
        let options = FindOptions(sort: sort.isEmpty ? nil : sort)
        let (result, lost) = try await collection.database.withTransaction {
            database -> (Value?, Set<ObjectID>) in
            let collection = database.collection(name)
            guard let before = try await collection.findOne(filter, options: options),
                let id = before["_id"]
            else { return (nil, []) }
            let change = FileChange(owner: id, from: before, to: content)
            let marks = FileMarks(database.bucket(name))
            try await marks.check(change)
            let same: BSONDocument = ["$and": [.document(filter), ["_id": ["$eq": id]]]]
            guard let result = try await write(collection, same) else { return (nil, []) }
            try await marks.follow(change)
            return (result, change.lost)
        }
        await removeLoose(lost)
        return result
    }

    /// Refuses a document with attachments where nobody could tell what becomes of them.
    ///
    /// - Throws: `MongoError` if it has any.
    func checkUnattached(_ document: BSONDocument, _ verb: String) throws(MongoError) {
        guard Model.holdsAttachments, !document.attachedFiles.isEmpty else { return }
        throw MongoError(
            .invalidRequest, "A document with attachments is inserted by itself.",
            operation: "\(verb) \(collection.database.name).\(collection.name)")
    }

    /// Refuses a deletion among other writes, which would leave behind what has to go with
    /// the document.
    ///
    /// - Throws: `MongoError` if anything has to.
    func checkDeletable(_ verb: String) throws(MongoError) {
        guard Model.takesOthersAlong else { return }
        throw MongoError(
            .invalidRequest,
            "Documents that may have attachments, or delete rules, are deleted by themselves.",
            operation: "\(verb) \(collection.database.name).\(collection.name)")
    }

    /// Deletes files that a transaction has made loose, unless it is the caller's, which
    /// may yet be aborted.
    nonisolated(nonsending) func removeLoose(_ files: Set<ObjectID>) async {
        guard !files.isEmpty, !collection.database.isInTransaction else { return }
        await FileMarks(attachments.bucket).remove(files)
    }
}
