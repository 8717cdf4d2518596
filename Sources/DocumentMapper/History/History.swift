import BSON
public import MongoClient

/// The documents of a model with everything that they once were.
///
///     let history = History<Post, Reference<User>>(of: posts)
///     try await history.save(&post, by: Reference(to: ada))
///     let revisions = try await history.revisions(of: post.id)
///     try await history.restore(1, of: post.id, by: Reference(to: ada))
///
/// A revision is stored in one transaction with the change that it records, in a
/// collection beside that of the documents. Its identifier is that of the document
/// and a number, so no two can have the same, and two who save at once get one
/// after the other.
///
/// A change that was made past the history, by ``Documents/save(_:)`` say, is recorded
/// without an author before the next one.
public struct History<Model: Document, Author: BSONCodable & Sendable>: Sendable {
    /// A document as it once was.
    public typealias Revision = DocumentRevision<Model, Author>

    /// The documents as they are.
    public let documents: Documents<Model>

    /// Where the revisions are stored.
    public let collection: MongoCollection

    /// The history of some documents, by default in `posts.history` for `posts`.
    public init(of documents: Documents<Model>, collection: MongoCollection? = nil) {
        self.documents = documents
        let own = documents.collection
        self.collection = collection ?? own.database.collection("\(own.name).history")
    }

    /// Stores a new document with its first revision.
    ///
    /// - Throws: As ``Documents/insert(_:)``.
    /// - Returns: The document as it is stored.
    @discardableResult
    public func insert(_ document: Model, by author: Author) async throws -> Model {
        try await record(document.id, by: author) { documents, _ in
            try await documents.insert(document)
        }
    }

    /// Stores what changed in a document, and a revision if anything did.
    ///
    /// - Throws: As ``Documents/save(_:)``; nothing is stored then, and the document
    ///   stays as it is.
    public func save(_ document: inout Model, by author: Author) async throws {
        let edited = document
        document = try await record(edited.id, by: author) { documents, _ in
            // The transaction may be tried again, each time from the caller's document.
            var copy = edited
            try await documents.save(&copy)
            return copy
        }
    }

    /// Deletes a document and keeps its history, to be restored from.
    ///
    /// - Throws: As `Documents.delete(_:)`.
    /// - Returns: Whether there was such a document.
    @discardableResult
    public func delete(_ id: Model.ID, by author: Author) async throws -> Bool {
        try await record(id, by: author) { documents, _ in try await documents.delete(id) }
    }

    /// Makes a document what it once was, whatever it is now: as a new revision, so
    /// that this too can be undone.
    ///
    /// Fields that the model knows nothing of come back as well. A file that a later save
    /// has dropped is gone, so a revision with it cannot be restored.
    ///
    /// - Throws: `MongoError` with `.notFound` if there is no such revision or it is a
    ///   deletion, and `BSONError` if the model of today cannot read it.
    /// - Returns: The document as it is stored.
    @discardableResult
    public func restore(
        _ number: Int, of id: Model.ID, by author: Author
    ) async throws -> Model {
        guard var content = try await revision(number, of: id)?.stored else {
            throw MongoError(
                .notFound, "There is no document in revision \(number).",
                operation: "restore \(collection.database.name).\(collection.name)")
        }
        _ = try Model(stored: content)
        return try await record(id, by: author) { documents, records in
            let filter = try Documents<Model>.identified(by: id).document()
            let current = try await documents.collection.findOne(filter)
            if let key = Model.versionField?.key {
                // Whoever has the document loaded, also from before it was deleted, must
                // not save over this.
                var last = current
                if last == nil { last = try await records.newest(2).firstStored() }
                content[key] = .int((last?[key]?.int ?? 0) &+ 1)
            }
            let files = FileChange(from: current, to: content)
            try await documents.write(following: [files]) { collection in
                _ = try await collection.replaceOne(filter, content, upsert: true)
                return true
            }
            return try Model(stored: content)
        }
    }

    /// Changes a document and stores a revision of what came of it, if anything did.
    private func record<Value>(
        _ id: Model.ID, by author: Author,
        _ change: (Documents<Model>, HistoryRecords<Model, Author>) async throws -> Value
    ) async throws -> Value {
        try await documents.collection.database.withTransaction { database in
            let documents = documents.on(database.collection(documents.collection.name))
            let records = HistoryRecords<Model, Author>(
                id: id, collection: database.collection(collection.name))
            let filter = try Documents<Model>.identified(by: id).document()
            let before = try await documents.collection.findOne(filter)
            let number = try await records.number(of: before)
            let result = try await change(documents, records)
            let after = try await documents.collection.findOne(filter)
            if after != before { try await records.add(after, number: number + 1, by: author) }
            return result
        }
    }
}

extension Sequence {
    /// The first document among revisions, of which a deletion has none.
    fileprivate func firstStored<Model, Author>() -> BSONDocument?
    where Element == DocumentRevision<Model, Author> {
        lazy.compactMap(\.stored).first { _ in true }
    }
}
