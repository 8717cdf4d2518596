import BSON
import MongoClient

extension Documents {
    /// Asks for all documents, to be narrowed before anything is sent.
    public func find() -> Query<Model> {
        Query(collection: collection, filter: scope)
    }

    /// Asks for the documents that meet a condition.
    ///
    /// Nothing is sent before the query is told what to return.
    public func find(_ condition: (Model.Fields) -> Filter<Model>) -> Query<Model> {
        Query(collection: collection, filter: scope && condition(Model.fields))
    }

    /// Returns the document with the identifier, or `nil` if there is none.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   what is stored is not a `Model`.
    public func find(id: Model.ID) async throws -> Model? {
        try await Query(collection: collection, filter: identified(by: id)).first()
    }

    /// Matches the document with the identifier, if it is in scope.
    func identified(by id: Model.ID) -> Filter<Model> {
        Self.identified(by: id) && scope
    }

    /// Matches the document with the identifier, whether it is in scope or not.
    static func identified(by id: Model.ID) -> Filter<Model> {
        Filter("_id", "$eq", id)
    }
}
