import BSON
public import MongoClient

// Nobody can come between finding a document and changing it.
extension Documents {
    /// Changes one document that meets the condition and returns it, in one step.
    ///
    /// Two workers never take the same task. Of several documents, the first in `order`
    /// is taken.
    ///
    /// - Throws: `MongoError` if the server refused or two changes concern the same
    ///   field, and `BSONError` if a value is one that BSON cannot hold.
    /// - Returns: The document before or after the change; `nil` if none meets the
    ///   condition.
    nonisolated(nonsending) public func findAndUpdate(
        where condition: (Model.Fields) -> Filter<Model>,
        order: ((Model.Fields) -> SortKey<Model>)? = nil,
        returning state: ReturnedDocument = .after, countsAsEdit: Bool = true,
        @UpdateBuilder<Model> _ changes: (Model.Fields) -> [Change<Model>]
    ) async throws -> Model? {
        let update = try Update(changes(Model.fields), countsAsEdit: countsAsEdit)
        let filter = scope && condition(Model.fields) && update.requirement
        let keys = order.map { [$0(Model.fields)] } ?? []
        guard !update.isEmpty else {
            return try await Query(collection: collection, filter: filter).sort { _ in keys }
                .first()
        }
        return try await findOneAndUpdate(filter, update, order: keys, returning: state)
    }

    /// Deletes one document that meets the condition and returns it, in one step.
    ///
    /// Of several documents, the first in `order` is taken. Its ``Document/didDelete()``
    /// runs; before it was deleted, nobody had it.
    ///
    /// - Throws: `MongoError` if the server refused, and `BSONError` if what was deleted
    ///   is not a `Model`.
    /// - Returns: The document as it was; `nil` if none meets the condition.
    nonisolated(nonsending) public func findAndDelete(
        where condition: (Model.Fields) -> Filter<Model>,
        order: ((Model.Fields) -> SortKey<Model>)? = nil
    ) async throws -> Model? {
        let filter = scope && condition(Model.fields)
        let keys = order.map { [$0(Model.fields)] } ?? []
        let document: Model?
        if let deletion = try Update<Model>.deletion() {
            document = try await findOneAndUpdate(
                filter && showing(.hidden).scope, deletion, order: keys, returning: .before)
        } else {
            document = try await deleteFirst(filter.document(), sort: keys.document())
                .map { try Model(stored: $0) }
        }
        document?.didDelete()
        return document
    }
}
