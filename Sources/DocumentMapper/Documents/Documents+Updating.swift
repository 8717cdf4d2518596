import BSON
import MongoClient

extension Documents {
    /// Changes fields of the document with the identifier.
    ///
    ///     try await posts.update(id) {
    ///         $0.title.set(title)
    ///         $0.views.increment()
    ///     }
    ///
    /// It counts as a save of the whole document, so whoever loaded it before
    /// learns of the change when saving. For a change that need not concern them,
    /// such as a count of views, say `countsAsEdit: false`.
    ///
    /// A change within an optional struct, such as `$0.place.city.set("Basel")`, is
    /// for documents that have one: made where there is none, it would leave half a
    /// struct, which cannot be read any more. Other documents are left as they are,
    /// without any of the changes. To give a document a place, set the whole struct.
    ///
    /// - Throws: `MongoError` if the server refused or two changes concern the same
    ///   field, and `BSONError` if a value is one that BSON cannot hold.
    /// - Returns: Whether there is such a document.
    @discardableResult
    nonisolated(nonsending) public func update(
        _ id: Model.ID, countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Bool {
        let update = try Update(changes(Model.fields), countsAsEdit: countsAsEdit)
        let filter = identified(by: id)
        guard !update.isEmpty else {
            return try await Query(collection: collection, filter: filter).exists()
        }
        return try await updateOne(filter && update.requirement, update)
    }

    /// Changes fields of every document that meets the condition.
    ///
    /// - Throws: `MongoError` if the server refused or two changes concern the same
    ///   field, and `BSONError` if a value is one that BSON cannot hold.
    /// - Returns: How many documents meet the condition, and have the optional structs
    ///   that the changes reach into.
    @discardableResult
    nonisolated(nonsending) public func update(
        where condition: (Model.Fields) -> Filter<Model>, countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Int {
        let update = try Update(changes(Model.fields), countsAsEdit: countsAsEdit)
        let filter = scope && condition(Model.fields) && update.requirement
        guard !update.isEmpty else { return try await collection.count(filter.document()) }
        return try await updateMany(filter, update)
    }

    /// Changes fields of every document there is.
    ///
    /// - Throws: `MongoError` if the server refused or two changes concern the same
    ///   field, and `BSONError` if a value is one that BSON cannot hold.
    /// - Returns: How many documents there are.
    @discardableResult
    nonisolated(nonsending) public func updateAll(
        countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Int {
        try await update(where: { _ in .every }, countsAsEdit: countsAsEdit, changes)
    }

    /// Changes every document that meets the condition by a pipeline.
    ///
    /// What the stages make of a document is not checked.
    ///
    /// - Throws: `MongoError` if the server refused.
    /// - Returns: How many documents meet the condition.
    @discardableResult
    nonisolated(nonsending) public func update(
        where condition: (Model.Fields) -> Filter<Model>, by pipeline: UpdatePipeline<Model>,
        countsAsEdit: Bool = true
    ) async throws -> Int {
        try await collection.updateMany(
            (scope && condition(Model.fields)).document(),
            pipeline: pipeline.documents(countsAsEdit: countsAsEdit)
        ).matched
    }
}
