import BSON
import CMongoC

/// What one visit to a connection's queue brought from a cursor.
struct Batch<Value: Sendable>: Sendable {
    var values: [Value] = []
    /// Whether the cursor is closed, having nothing more.
    var isLast = false
}

extension Connection {
    /// Bytes of documents after which a batch is full, whatever their number, so
    /// that memory stays bounded when documents are large.
    private static let batchSize = 4 << 20

    /// Sends a query and decodes the first documents it matched.
    ///
    /// - Throws: ``MongoError``, or what `decode` throws.
    func openCursor<Value: Sendable>(
        _ query: Request, count: Int, decode: @Sendable (inout BSONReader) throws -> Value
    ) throws -> Batch<Value> {
        let client = unsafe try connected(for: query)
        var error = bson_error_t()
        let handle = unsafe query.documents.withUnsafeBufferPointer { buffer in
            unsafe cmongoc_cursor_new(
                client, query.database, query.collection, query.action.query,
                cmongoc_request(bytes: buffer.baseAddress, length: buffer.count), &error)
        }
        guard let handle = unsafe handle else {
            throw MongoError(error, reply: Span(), operation: query.operation)
        }
        cursor = unsafe Cursor(owning: handle)
        return try nextBatch(query, count: count, decode: decode)
    }

    /// Decodes the next documents, and closes the cursor after the last or when
    /// anything fails.
    ///
    /// - Throws: ``MongoError``, or what `decode` throws.
    func nextBatch<Value: Sendable>(
        _ query: Request, count: Int, decode: @Sendable (inout BSONReader) throws -> Value
    ) throws -> Batch<Value> {
        var batch = Batch<Value>()
        var size = 0
        do {
            while size < Self.batchSize {
                guard let value = try cursor?.next(size: &size, decode) else {
                    try cursor?.checkFailure(query.operation)
                    closeCursor()
                    batch.isLast = true
                    break
                }
                batch.values.append(value)
                // What the server has sent in full is taken in full: that frees
                // the connection sooner.
                if batch.values.count >= count, cursor?.isComplete == false { break }
            }
        } catch {
            closeCursor()
            throw error
        }
        return batch
    }

    /// Destroys the cursor, which tells the server unless it has ended.
    func closeCursor() {
        cursor = nil
    }
}
