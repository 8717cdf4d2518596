import BSON
import MongoClient

/// A question to a collection, not yet sent.
///
/// It is a value: narrowing it returns another, and each use asks the server
/// anew. Iterating over it reads in batches, so the result may be larger than
/// memory.
public struct Query<Model: Document>: Sendable {
    let collection: MongoCollection
    let filter: Filter<Model>
    private var order: [SortKey<Model>] = []
    private var skipped: Int?
    private var limited: Int?
    private var batchSize: Int?

    init(collection: MongoCollection, filter: Filter<Model>) {
        self.collection = collection
        self.filter = filter
    }

    /// Returns the documents in the order of a field, after any order given
    /// before.
    public func sort(_ key: (Model.Fields) -> SortKey<Model>) -> Query {
        sort { [key($0)] }
    }

    /// Returns the documents in the order of the first field, those with the same
    /// value in the order of the next.
    public func sort(_ keys: (Model.Fields) -> [SortKey<Model>]) -> Query {
        var query = self
        query.order += keys(Model.fields)
        return query
    }

    /// Passes over the first documents.
    ///
    /// The server still reads them: to page through many, compare with the last
    /// one seen.
    public func skip(_ count: Int) -> Query {
        var query = self
        query.skipped = Swift.max(count, 0)
        return query
    }

    /// Returns at most so many documents; none for zero.
    public func limit(_ count: Int) -> Query {
        var query = self
        query.limited = Swift.max(count, 0)
        return query
    }

    /// Fetches so many documents at once; the server chooses well by itself.
    public func batchSize(_ count: Int) -> Query {
        var query = self
        query.batchSize = Swift.max(count, 1)
        return query
    }

    /// Returns all documents, in one array.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   one of the documents is not a `Model`.
    public func all() async throws -> [Model] {
        guard !isEmpty else { return [] }
        return try await cursor().all()
    }

    /// Returns the first document, or `nil` if there is none.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   the document is not a `Model`.
    public func first() async throws -> Model? {
        guard !isEmpty else { return nil }
        return try await limit(1).cursor().first()
    }

    /// Counts the documents that meet the condition, whatever is skipped or
    /// limited.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    public func count() async throws -> Int {
        try await collection.count(filter.document())
    }

    /// Whether any document meets the condition.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    public func exists() async throws -> Bool {
        let options = FindOptions(projection: ["_id": 1])
        return try await collection.findOne(filter.document(), options: options) { _ in true }
            ?? false
    }

    /// Whether nothing was asked for; MongoDB would take that for everything.
    var isEmpty: Bool { limited == 0 }

    func cursor() throws -> MongoCursor<Model> {
        let options = FindOptions(
            sort: order.isEmpty ? nil : try order.document(), skip: skipped, limit: limited,
            batchSize: batchSize)
        return collection.find(try filter.document(), options: options) { reader in
            try Model.loaded(from: &reader)
        }
    }
}
