package import BSON

/// A query and the way to the server, whatever its documents are decoded to.
///
/// It is no generic type, so that code for any value need not ask the runtime for its type
/// with each query; a ``MongoCursor`` is made where there is need of one.
package struct PreparedQuery: Sendable {
    let request: Request
    let batchSize: Int?
    let pool: ConnectionPool

    /// Returns the documents, to be decoded in batches as they are asked for.
    package func cursor<Value: Sendable>(
        _ decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> MongoCursor<Value> {
        MongoCursor(query: self, decode: decode)
    }

    /// Returns the first document, `nil` if there is none.
    ///
    /// - Throws: ``MongoError``, or what decoding throws.
    nonisolated(nonsending) package func first<Value: Sendable>(
        _ decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) async throws -> Value? {
        guard request.isBrief, let reply = try await pool.wholeReply(to: request) else {
            return try await CursorLease(self, decode).next().first
        }
        do {
            return try reply.firstDocument(decode)
        } catch {
            throw request.named(in: error)
        }
    }

    /// Returns all documents, which should be few enough for memory.
    ///
    /// - Throws: ``MongoError``, or what decoding throws.
    nonisolated(nonsending) package func all<Value: Sendable>(
        _ decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) async throws -> [Value] {
        guard request.isBrief, let reply = try await pool.wholeReply(to: request) else {
            let lease = CursorLease(self, decode)
            var values = try await lease.next()
            while !lease.isFinished { values += try await lease.next() }
            return values
        }
        do {
            return try reply.documents(decode)
        } catch {
            throw request.named(in: error)
        }
    }
}
