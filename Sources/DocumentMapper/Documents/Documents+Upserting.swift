import BSON
import MongoClient

extension Documents {
    /// Changes the first document that meets the condition, or stores a new one.
    ///
    ///     let visit = try await visits.upsert(
    ///         where: { $0.page == page }, orInsert: Visit(page: page)
    ///     ) {
    ///         $0.count.increment()
    ///     }
    ///
    /// A field that a change names starts with nothing, as it would in a document
    /// without it; the new document has all others. So the count above is 1, whatever
    /// it is in a new visit.
    ///
    /// Two at the same time may both find nothing and store twice, unless a unique index
    /// is on what the condition compares. With one, the second is told of the first, and
    /// is sent once more to change it. In a transaction it is told of a duplicate key, which
    /// has undone the transaction.
    ///
    /// - Throws: ``ValidationError`` if the document or a value breaks a rule,
    ///   `MongoError` if the server refused, two changes concern the same field, one
    ///   reaches into what a new document may lack, or the document has attachments, and
    ///   `BSONError` if a value is one that BSON cannot hold.
    @discardableResult
    nonisolated(nonsending) public func upsert(
        where condition: (Model.Fields) -> Filter<Model>, orInsert document: Model,
        countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Upserted<Model.ID> {
        let document = try document.preparedToInsert()
        let encoded = try BSONDocument(encoding: document)
        try checkUnattached(encoded, "upsert")
        let update = try Update(
            changes(Model.fields), countsAsEdit: countsAsEdit, inserting: encoded)
        if let missing = update.requirements.first {
            throw MongoError(
                .invalidRequest,
                "A new document may lack '\(missing.path)', which a change reaches into.",
                operation: "upsert \(collection.database.name).\(collection.name)")
        }
        let filter = scope && condition(Model.fields)
        let changed: Model.ID?
        do {
            changed = try await upsertOne(filter, update)
        } catch let error as MongoError where error.code == .duplicateKey {
            // It has undone a transaction, in which nothing can be sent any more.
            guard !collection.database.isInTransaction else { throw error }
            // https://www.mongodb.com/docs/manual/reference/method/db.collection.update/
            // #upsert-with-duplicate-values: somebody stored one in between.
            changed = try await upsertOne(filter, update)
        }
        if let changed { return Upserted(id: changed, isNew: false) }
        document.didSave()
        return Upserted(id: document.id, isNew: true)
    }

    /// Returns the identifier of the document that was there before, if there was one.
    nonisolated(nonsending) private func upsertOne(
        _ filter: Filter<Model>, _ update: Update<Model>
    ) async throws -> Model.ID? {
        try await countingNullVersion(of: filter, by: update) { filter in
            try await collection.findOneAndUpdate(
                filter.document(), update.document, projection: ["_id": 1], returning: .before,
                upsert: true, arrayFilters: update.arrayFilters
            ) { reader throws(BSONError) in try reader.require("_id") }
        }
    }
}
