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
    nonisolated(nonsending) func write(
        following changes: [FileChange],
        _ write: nonisolated(nonsending) (MongoCollection) async throws -> Bool
    ) async throws -> Bool {
        let changes = changes.filter { !$0.isEmpty }
        guard !changes.isEmpty else { return try await write(collection) }
        let name = collection.name
        do {
            try await collection.database.withTransaction { database in
                let marks = FileMarks(database.bucket(name))
                for change in changes {
                    try await marks.loosen(change.lost)
                    try await marks.attach(change.gained, to: change.owner)
                }
                guard try await write(database.collection(name)) else { throw Unwritten() }
            }
        } catch is Unwritten {
            return false
        }
        await removeLoose(changes.reduce(into: []) { $0.formUnion($1.lost) })
        return true
    }

    /// Deletes the first document that matches, with its files.
    ///
    /// - Throws: `MongoError` if the server refused or could not be reached.
    /// - Returns: The document as it was; `nil` if none matches.
    nonisolated(nonsending) func deleteFirst(
        _ filter: BSONDocument, sort: BSONDocument = [:]
    ) async throws -> BSONDocument? {
        let name = collection.name
        let document = try await collection.database.withTransaction { database in
            let document = try await database.collection(name).findOneAndDelete(
                filter, sort: sort
            ) { reader throws(BSONError) in try reader.document() }
            if let document {
                try await FileMarks(database.bucket(name)).loosen(document.attachedFiles)
            }
            return document
        }
        await removeLoose(document?.attachedFiles ?? [])
        return document
    }

    /// Deletes every document that matches, with its files, some at a time.
    ///
    /// - Throws: `MongoError` if the server refused or could not be reached.
    /// - Returns: How many were deleted.
    nonisolated(nonsending) func deleteEvery(_ filter: BSONDocument) async throws -> Int {
        let name = collection.name
        let options = FindOptions(projection: ["_id": 1], limit: 200)
        var count = 0
        while true {
            let ids = try await collection.find(filter, options: options) {
                try $0.require("_id", as: BSONValue.self)
            }.all()
            guard !ids.isEmpty else { return count }
            let some: BSONDocument = [
                "$and": [.document(filter), ["_id": ["$in": .array(BSONArray(ids))]]]
            ]
            let (deleted, files) = try await collection.database.withTransaction { database in
                let documents = database.collection(name)
                let files = try await documents.find(some) { try $0.document().attachedFiles }
                    .all().reduce(into: Set()) { $0.formUnion($1) }
                try await FileMarks(database.bucket(name)).loosen(files)
                return (try await documents.deleteMany(some), files)
            }
            count += deleted
            await removeLoose(files)
        }
    }

    /// Deletes files that a transaction has made loose, unless it is the caller's, which
    /// may yet be aborted.
    nonisolated(nonsending) private func removeLoose(_ files: Set<ObjectID>) async {
        guard !files.isEmpty, await !collection.database.isInTransaction else { return }
        await FileMarks(attachments.bucket).remove(files)
    }
}

/// A write that did not take place, so that what belongs to it must not either.
private struct Unwritten: Error {}
