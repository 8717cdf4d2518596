import BSON
import MongoClient

extension Documents {
    /// Keeps a document from being deleted until the transaction at hand is committed.
    ///
    ///     try await database.withTransaction { database in
    ///         try await Documents<User>(in: database).hold(author)
    ///         try await Documents<Post>(in: database).insert(Post(author: Reference(author)))
    ///     }
    ///
    /// A deletion looks for what refers to the document, and cannot see what another
    /// transaction is about to store; nor does MongoDB take an insertion for a conflict
    /// with it. Holding the document makes one: whichever comes second is tried again and
    /// then sees the first. The document itself stays as it is; a change
    /// stream sees a field `_held` come and go. Two who hold the same
    /// document wait for each other, so do it only where a ``DeleteRule`` must never be
    /// missed.
    ///
    /// - Throws: `MongoError` with `.notFound` if there is no such document, with
    ///   `.invalidRequest` outside a transaction, or if the server refused.
    nonisolated(nonsending) public func hold(_ id: Model.ID) async throws {
        let operation = "hold \(collection.database.name).\(collection.name)"
        guard collection.database.isInTransaction else {
            throw MongoError(
                .invalidRequest, "Only a transaction can hold a document.", operation: operation)
        }
        // To conflict, a write must change something; what the transaction leaves is the same.
        let filter = try identified(by: id).document()
        let mark: BSONDocument = ["_held": .objectID(ObjectID())]
        let result = try await collection.bulkWrite(
            [
                .updateOne(filter, ["$set": .document(mark)]),
                .updateOne(filter, ["$unset": .document(mark)]),
            ], options: BulkWriteOptions(bypassesValidation: true))
        guard result.matched > 0 else { throw MongoError.notFound(by: "hold", in: collection) }
    }
}
