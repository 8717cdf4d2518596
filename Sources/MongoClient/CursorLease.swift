import BSON

/// The time for which a cursor has a connection to itself.
///
/// It ends with the last document or the first failure, and in any case with the
/// lease, so that a cursor that is dropped half-way frees its connection.
final class CursorLease<Value: Sendable> {
    /// Whether there is nothing more to come.
    private(set) var isFinished = false

    private let query: PreparedQuery
    private let decode: @Sendable (inout BSONReader) throws -> Value

    /// The connection and the number of the cursor on it, between the first batch
    /// and the last.
    private var place: (connection: Connection, cursor: Int)?

    init(
        _ query: PreparedQuery, _ decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) {
        self.query = query
        self.decode = decode
    }

    deinit {
        if let place {
            query.pool.abandon(place.cursor, of: query.request, on: place.connection)
        }
    }

    /// Decodes the next batch.
    ///
    /// - Throws: ``MongoError``, or what decoding throws.
    nonisolated(nonsending) func next() async throws -> [Value] {
        guard !isFinished else { return [] }
        // Until this succeeds, there is nothing more to come.
        isFinished = true
        let batch = try await query.pool.observed(
            query.request, as: place == nil ? nil : "getMore"
        ) {
            if let place {
                try await proceed(place.connection, place.cursor)
            } else {
                try await start()
            }
        }
        isFinished = batch.cursor == nil
        return batch.values
    }

    nonisolated(nonsending) private func start() async throws -> Batch<Value> {
        let connection = try await query.pool.borrow(for: query.request)
        return try await settle(connection) {
            try await connection.openCursor(
                query.request, batchSize: query.batchSize, decode: decode)
        }
    }

    nonisolated(nonsending) private func proceed(
        _ connection: Connection, _ number: Int
    ) async throws -> Batch<Value> {
        guard !Task.isCancelled else {
            place = nil
            query.pool.abandon(number, of: query.request, on: connection)
            throw MongoError.cancelled(query.request.operation)
        }
        return try await settle(connection) {
            try await connection.nextBatch(
                of: number, query.request, batchSize: query.batchSize, decode: decode)
        }
    }

    /// Keeps the connection if the batch is not the last.
    ///
    /// Otherwise it has closed its cursor, also when it failed.
    nonisolated(nonsending) private func settle(
        _ connection: Connection,
        _ fetch: nonisolated(nonsending) () async throws -> Batch<Value>
    ) async throws -> Batch<Value> {
        place = nil
        do {
            let batch = try await fetch()
            if let number = batch.cursor {
                place = (connection, number)
            } else {
                query.pool.giveBack(connection, after: query.request)
            }
            return batch
        } catch {
            query.pool.noteFailure(error, to: query.request.servers)
            query.pool.giveBack(connection, after: query.request)
            throw error
        }
    }
}
