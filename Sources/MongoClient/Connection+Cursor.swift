import BSON
import CMongoC

/// What one visit to a connection's queue brought from a cursor.
struct Batch<Value: Sendable>: Sendable {
    var values: [Value] = []
    /// The number of the cursor, `nil` once it is closed, having nothing more.
    var cursor: Int?
}

extension Connection {
    /// Bytes of documents after which a batch is full, whatever their number, so
    /// that memory stays bounded when documents are large.
    private static let fullSize = 1 << 20

    /// Sends a query and decodes the first documents it matched.
    ///
    /// - Throws: ``MongoError``, or what `decode` throws.
    func openCursor<Value: Sendable>(
        _ query: Request, batchSize: Int?, decode: @Sendable (inout BSONReader) throws -> Value
    ) throws -> Batch<Value> {
        var error = bson_error_t()
        let handle = unsafe try withSender(of: query) { sender, documents in
            unsafe cmongoc_cursor_new(
                sender, query.database, query.collection, query.query, documents, &error)
        }
        guard let handle = unsafe handle else {
            throw MongoError(error, reply: Span(), operation: query.operation)
        }
        let cursor = keep(unsafe Cursor(owning: handle, boundsReplies: batchSize == nil))
        // Unless told otherwise, the server sends so many first.
        return try nextBatch(of: cursor, query, batchSize: batchSize ?? 101, decode: decode)
    }

    /// Decodes the next documents, and closes the cursor after the last or when
    /// anything fails.
    ///
    /// - Throws: ``MongoError``, or what `decode` throws.
    func nextBatch<Value: Sendable>(
        of number: Int, _ query: Request, batchSize: Int?,
        decode: @Sendable (inout BSONReader) throws -> Value
    ) throws -> Batch<Value> {
        let cursor = try cursor(number, of: query, as: Cursor.self)
        do {
            return try query.bound { try batch(of: cursor, number, query, batchSize, decode) }
        } catch {
            closeCursor(number)
            throw query.named(in: error)
        }
    }

    private func batch<Value: Sendable>(
        of cursor: Cursor, _ number: Int, _ query: Request, _ batchSize: Int?,
        _ decode: @Sendable (inout BSONReader) throws -> Value
    ) throws -> Batch<Value> {
        let count = batchSize ?? 1000
        var batch = Batch<Value>(cursor: number)
        var size = 0
        while size < Self.fullSize {
            guard let value = try cursor.next(size: &size, decode) else {
                try cursor.checkFailure(query.operation)
                if query.isTailing, !cursor.isComplete { break }
                closeCursor(number)
                batch.cursor = nil
                break
            }
            batch.values.append(value)
            // What the server has sent in full is taken in full: that frees
            // the connection sooner.
            if batch.values.count >= count, !cursor.isComplete { break }
        }
        cursor.boundReply(documents: batch.values.count, size: size)
        return batch
    }
}
