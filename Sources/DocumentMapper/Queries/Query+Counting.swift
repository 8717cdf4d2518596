public import BSON
import MongoClient

extension Query {
    /// Counts the documents that meet the condition, whatever is skipped or
    /// limited.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    nonisolated(nonsending) public func count() async throws -> Int {
        try await collection.count(condition.document(), options: readOptions)
    }

    /// Whether any document meets the condition.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    nonisolated(nonsending) public func exists() async throws -> Bool {
        let query = with {
            $0.order = []
            $0.skipped = nil
            $0.limited = nil
        }
        return try await query.results(projection: { ["_id": 1] }, decode: { _ in true }).first()
            ?? false
    }

    /// Returns documents that meet the condition, drawn at random; fewer if there are
    /// not so many.
    ///
    /// One may be drawn twice, if seldom: the server says so for large collections.
    public func sample(_ count: Int) -> Results<Model> {
        aggregate().sample(count).results
    }

    /// Returns each value of a field once, of the documents that meet the condition, in
    /// no order.
    ///
    /// - Throws: `MongoError` if the server could not answer, or if the values are more
    ///   than 16 MB. `BSONError` if one is not a `Value`.
    nonisolated(nonsending) public func distinct<Value: BSONDecodable & Sendable>(
        _ field: (Model.Fields) -> Field<Model, Value>
    ) async throws -> [Value] {
        try await distinct(at: field(Model.fields).dottedPath)
    }

    /// Returns each value of a field once, of the documents that meet the condition and
    /// have one, in no order.
    ///
    /// - Throws: `MongoError` if the server could not answer, or if the values are more
    ///   than 16 MB. `BSONError` if one is not a `Value`.
    nonisolated(nonsending) public func distinct<Value: BSONDecodable & Sendable>(
        _ field: (Model.Fields) -> Field<Model, Value?>
    ) async throws -> [Value] {
        let values: [Value?] = try await distinct(at: field(Model.fields).dottedPath)
        return values.compactMap { $0 }
    }

    /// Returns each element of an array once, of the documents that meet the condition,
    /// in no order.
    ///
    ///     let tags = try await posts.find().distinct { $0.tags.anyElement }
    ///
    /// - Throws: `MongoError` if the server could not answer, or if the values are more
    ///   than 16 MB. `BSONError` if one is not a `Value`.
    nonisolated(nonsending) public func distinct<Value: BSONDecodable & Sendable>(
        _ element: (Model.Fields) -> AnyElement<Model, Value>
    ) async throws -> [Value] {
        try await distinct(at: element(Model.fields).dottedPath)
    }

    nonisolated(nonsending) private func distinct<Value: BSONDecodable & Sendable>(
        at path: String
    ) async throws -> [Value] {
        // The server uses no index that it is told of here.
        var options = readOptions
        options.hint = nil
        return try await collection.distinct(
            path, condition.document(), options: options, as: Value.self)
    }
}
