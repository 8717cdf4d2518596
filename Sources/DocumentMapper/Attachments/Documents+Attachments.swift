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

    /// Deletes files that a transaction has made loose, unless it is the caller's, which
    /// may yet be aborted.
    nonisolated(nonsending) func removeLoose(_ files: Set<ObjectID>) async {
        guard !files.isEmpty, await !collection.database.isInTransaction else { return }
        await FileMarks(attachments.bucket).remove(files)
    }
}

/// A write that did not take place, so that what belongs to it must not either.
private struct Unwritten: Error {}
