import BSON
import MongoClient

extension Documents {
    /// Stores a new document.
    ///
    /// - Throws: ``ValidationError`` if it breaks its rules, `MongoError` with
    ///   `.duplicateKey` if a unique index holds one of its values already, and
    ///   `BSONError` if it holds a value that BSON cannot.
    /// - Returns: The document as it is stored, ready to be saved; its dates, for
    ///   one, are exact to the millisecond.
    @discardableResult
    public func insert(_ document: Model) async throws -> Model {
        try await insert(contentsOf: CollectionOfOne(document))[0]
    }

    /// Stores new documents, in as few messages as they fit.
    ///
    /// In order, the first that the server refuses ends the insertion and leaves what
    /// came before it; out of order, all others are stored:
    ///
    ///     do {
    ///         try await posts.insert(contentsOf: imported, ordered: false)
    ///     } catch let error as MongoError {
    ///         for failure in error.writeFailures { skip(imported[failure.index]) }
    ///     }
    ///
    /// All are checked before the first is sent. If any of them has attachments, either
    /// all are stored or none.
    ///
    /// - Throws: ``ValidationError`` if one breaks its rules, `MongoError` with
    ///   `writeFailures` if the server refused some, such as for a unique index that holds
    ///   one of their values already, and `BSONError` if one holds a value that BSON
    ///   cannot.
    /// - Returns: The documents as they are stored, ready to be saved.
    @discardableResult
    public func insert(
        contentsOf documents: some Sequence<Model>, ordered: Bool = true
    ) async throws -> [Model] {
        let encoded = try documents.map { try BSONDocument(encoding: $0.preparedToInsert()) }
        var stored = try encoded.map { try Model(written: $0) }
        try await write(following: encoded.map { FileChange(from: nil, to: $0) }) { collection in
            try await collection.insert(encoded, ordered: ordered)
            return true
        }
        if let transaction = collection.database.transaction, transaction.isOpen {
            for index in stored.indices {
                stored[index].snapshot = stored[index].snapshot.written(
                    in: transaction, after: Snapshot())
            }
        }
        for document in stored { document.didSave() }
        return stored
    }
}
