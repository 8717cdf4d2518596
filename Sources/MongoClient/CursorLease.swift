/// The time for which a cursor has a connection to itself.
///
/// It ends with the last document or the first failure, and in any case with the
/// lease, so that a cursor that is dropped half-way frees its connection.
final class CursorLease<Value: Sendable> {
    /// Whether there is nothing more to come.
    private(set) var isFinished = false

    private let cursor: MongoCursor<Value>

    /// The connection and the number of the cursor on it, between the first batch
    /// and the last.
    private var place: (connection: Connection, cursor: Int)?

    init(_ cursor: MongoCursor<Value>) {
        self.cursor = cursor
    }

    deinit {
        if let place {
            cursor.pool.abandon(place.cursor, of: cursor.query, on: place.connection)
        }
    }

    /// Decodes the next batch.
    ///
    /// - Throws: ``MongoError``, or what decoding throws.
    nonisolated(nonsending) func next() async throws -> [Value] {
        guard !isFinished else { return [] }
        // Until this succeeds, there is nothing more to come.
        isFinished = true
        let batch = try await cursor.query.observed(as: place == nil ? nil : "getMore") {
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
        let connection = try await cursor.pool.borrow(for: cursor.query)
        return try await settle(connection) {
            try await connection.openCursor(
                cursor.query, batchSize: cursor.batchSize, decode: cursor.decode)
        }
    }

    nonisolated(nonsending) private func proceed(
        _ connection: Connection, _ number: Int
    ) async throws -> Batch<Value> {
        guard !Task.isCancelled else {
            place = nil
            cursor.pool.abandon(number, of: cursor.query, on: connection)
            throw MongoError.cancelled(cursor.query.operation)
        }
        return try await settle(connection) {
            try await connection.nextBatch(
                of: number, cursor.query, batchSize: cursor.batchSize, decode: cursor.decode)
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
                cursor.pool.giveBack(connection, after: cursor.query)
            }
            return batch
        } catch {
            cursor.pool.noteFailure(error, to: cursor.query.servers)
            cursor.pool.giveBack(connection, after: cursor.query)
            throw error
        }
    }
}
