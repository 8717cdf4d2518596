import BSON
public import MongoClient

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
    /// - Warning: A field of an optional struct that is `nil` makes half a struct:
    ///   `$0.place.city.set("Basel")` stores a place of a city and nothing else, and
    ///   a document whose place lacks what `Place` requires cannot be read any more.
    ///   Set the whole struct, or update `where: { $0.place.exists }`.
    ///
    /// - Throws: `MongoError` if the server refused, and `BSONError` if a value is
    ///   one that BSON cannot hold.
    /// - Returns: Whether there is such a document.
    @discardableResult
    nonisolated(nonsending) public func update(
        _ id: Model.ID, countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Bool {
        let update = Update(changes(Model.fields), countsAsEdit: countsAsEdit)
        let filter = identified(by: id)
        guard !update.isEmpty else {
            return try await Query(collection: collection, filter: filter).exists()
        }
        let outcome = try await collection.updateOne(filter.document(), update.document())
        return outcome.matched > 0
    }

    /// Changes fields of every document that meets the condition.
    ///
    /// - Throws: `MongoError` if the server refused, and `BSONError` if a value is
    ///   one that BSON cannot hold.
    /// - Returns: How many documents meet the condition.
    @discardableResult
    nonisolated(nonsending) public func update(
        where condition: (Model.Fields) -> Filter<Model>, countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Int {
        let update = Update(changes(Model.fields), countsAsEdit: countsAsEdit)
        let filter = try (scope && condition(Model.fields)).document()
        guard !update.isEmpty else { return try await collection.count(filter) }
        return try await collection.updateMany(filter, update.document()).matched
    }

    /// Changes fields of every document there is.
    ///
    /// - Throws: `MongoError` if the server refused, and `BSONError` if a value is
    ///   one that BSON cannot hold.
    /// - Returns: How many documents there are.
    @discardableResult
    nonisolated(nonsending) public func updateAll(
        countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Int {
        try await update(where: { _ in .every }, countsAsEdit: countsAsEdit, changes)
    }

    /// Changes one document that meets the condition and returns it, in one step.
    ///
    /// Nobody can come between finding and changing it, so two workers never take
    /// the same task. Of several, the first in `order` is taken.
    ///
    /// - Throws: `MongoError` if the server refused, and `BSONError` if a value is
    ///   one that BSON cannot hold.
    /// - Returns: The document before or after the change; `nil` if none meets the
    ///   condition.
    nonisolated(nonsending) public func findAndUpdate(
        where condition: (Model.Fields) -> Filter<Model>,
        order: ((Model.Fields) -> SortKey<Model>)? = nil,
        returning state: ReturnedDocument = .after, countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Model? {
        let update = Update(changes(Model.fields), countsAsEdit: countsAsEdit)
        let filter = scope && condition(Model.fields)
        let keys = order.map { [$0(Model.fields)] } ?? []
        guard !update.isEmpty else {
            return try await Query(collection: collection, filter: filter).sort { _ in keys }
                .first()
        }
        return try await collection.findOneAndUpdate(
            filter.document(), update.document(), sort: keys.document(), returning: state
        ) { reader throws(BSONError) in try Model.loaded(from: &reader) }
    }
}
