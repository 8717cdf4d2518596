import BSON
import MongoClient

extension Query {
    /// Returns what the query finds, as a closure decodes it.
    func results<Value: Sendable>(
        projection: @escaping @Sendable () throws(BSONError) -> BSONDocument? = { nil },
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> Results<Value> {
        Results(operation: "find", collection: collection) { count in
            try cursor(of: count, projection: projection(), decode: decode)
        }
    }

    /// Returns so many documents at most, as a closure decodes them, or all that are asked
    /// for; `nil` where that is none.
    func cursor<Value: Sendable>(
        of count: Int?, projection: BSONDocument? = nil,
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) throws(BSONError) -> MongoCursor<Value>? {
        let limit = count.map { Swift.min($0, limited ?? $0) } ?? limited
        // MongoDB would take none for all.
        guard limit != 0 else { return nil }
        return collection.find(
            try filter.document(), options: try findOptions(limit: limit, projection: projection),
            decode: decode)
    }

    private func findOptions(
        limit: Int?, projection: BSONDocument?
    ) throws(BSONError) -> FindOptions {
        var options = FindOptions(
            sort: order.isEmpty ? nil : try order.document(), projection: projection,
            skip: skipped, limit: limit, batchSize: batchSize)
        options.hint = indexHint
        options.collation = collation?.document
        options.comment = comment.map(BSONValue.string)
        options.maximumTime = maximumTime
        return options
    }

    /// The options that an aggregation has too.
    var aggregateOptions: AggregateOptions {
        var options = AggregateOptions(batchSize: batchSize)
        options.hint = indexHint
        options.collation = collation?.document
        options.comment = comment.map(BSONValue.string)
        options.maximumTime = maximumTime
        return options
    }

    /// The options that counting has too.
    var readOptions: ReadOptions {
        ReadOptions(
            hint: indexHint, collation: collation?.document,
            comment: comment.map(BSONValue.string), maximumTime: maximumTime)
    }

    private var indexHint: IndexHint? { hint.map { .name($0.name) } }
}
