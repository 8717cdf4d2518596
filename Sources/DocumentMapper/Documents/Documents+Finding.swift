import BSON
import MongoClient

extension Documents {
    /// Asks for all documents, to be narrowed before anything is sent.
    public func find() -> Query<Model> {
        Query(collection: collection, condition: scoped)
    }

    /// Asks for the documents that meet a condition.
    ///
    /// Nothing is sent before the query is told what to return.
    public func find(_ condition: (Model.Fields) -> Filter<Model>) -> Query<Model> {
        Query(
            collection: collection, condition: scoped && condition(Model.fields).condition)
    }

    /// Returns the document with the identifier, or `nil` if there is none.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   what is stored is not a `Model`.
    nonisolated(nonsending) public func find(id: Model.ID) async throws -> Model? {
        let condition = Condition("_id", "$eq", id) && scoped
        return try await Query(collection: collection, condition: condition).first()
    }

    /// Returns the document with the identifier.
    ///
    /// - Throws: `MongoError` with `.notFound` if there is none, or if the server could
    ///   not answer, and `BSONError` if what is stored is not a `Model`.
    nonisolated(nonsending) public func get(_ id: Model.ID) async throws -> Model {
        guard let document = try await find(id: id) else {
            throw MongoError.notFound(by: "find", in: collection)
        }
        return document
    }

    /// Returns about how many documents the collection has, at once.
    ///
    /// The server keeps count. After a crash it may be wrong for a while; and it counts
    /// documents of every scope, as those of other types or deleted ones.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    nonisolated(nonsending) public func estimatedCount() async throws -> Int {
        try await collection.estimatedCount()
    }

    /// Matches the document with the identifier, if it is in scope.
    func identified(by id: Model.ID) -> Filter<Model> {
        Self.identified(by: id) && scope
    }

    /// Matches the document with the identifier, whether or not it is in scope.
    static func identified(by id: Model.ID) -> Filter<Model> {
        Filter("_id", "$eq", id)
    }
}
