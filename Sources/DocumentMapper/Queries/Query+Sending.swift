import BSON
import MongoClient

extension Query {
    /// Returns what the query finds, as a closure decodes it.
    func results<Value: Sendable>(
        projection: @escaping @Sendable () throws(BSONError) -> BSONDocument? = { nil },
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> Results<Value> {
        Results(operation: "find", collection: collection) { count in
            try prepared(count, projection())?.cursor(decode)
        }
    }

    /// Prepares to ask for so many documents at most, or for all that are wanted; `nil`
    /// where that is none.
    func prepared(
        _ count: Int?, _ projection: BSONDocument? = nil
    ) throws(BSONError) -> PreparedQuery? {
        let limit = count.map { Swift.min($0, limited ?? $0) } ?? limited
        // MongoDB would take none for all.
        guard limit != 0 else { return nil }
        return collection.prepared(
            try condition.document(), writtenOptions: try options(limit: limit, projection),
            limit: limit, batchSize: batchSize)
    }

    /// The options in the server's words.
    ///
    /// Most queries have one or two: to write these is faster than to carry all that there
    /// can be.
    private func options(
        limit: Int?, _ projection: BSONDocument?
    ) throws(BSONError) -> BSONDocument {
        try BSONDocument(capacity: 128) { writer in
            writer.document { writer in
                if !order.isEmpty { writer.document("sort") { order.write(to: &$0) } }
                writer.append("projection", projection)
                writer.append("skip", skipped)
                writer.append("limit", limit)
                writer.append("batchSize", batchSize)
                writer.append("hint", hint)
                writer.append("collation", collation?.document)
                writer.append("comment", comment)
                writer.append("maxTimeMS", maximumTime.map { Int64($0.milliseconds) })
            }
        }
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

    private var indexHint: IndexHint? { hint.map(IndexHint.name) }
}
