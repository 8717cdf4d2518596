extension MongoClient {
    /// Runs `body` with a session, and ends it afterwards in any case.
    ///
    /// A transaction that is open then is aborted, cursors are closed, and the
    /// connection is free again.
    ///
    /// - Throws: What `body` throws, or ``MongoError`` if no connection became free in
    ///   time or no server could be reached.
    nonisolated(nonsending) public func withSession<Value>(
        _ settings: SessionSettings = SessionSettings(),
        _ body: nonisolated(nonsending) (MongoSession) async throws -> Value
    ) async throws -> Value {
        try await pool.withSession(settings, body)
    }

    /// Runs `body` in a transaction of a session of its own, and commits it.
    ///
    /// See ``MongoSession/withTransaction(_:_:)`` for what is tried again.
    ///
    /// - Throws: What `body` throws, or ``MongoError`` if the transaction could not be
    ///   committed.
    nonisolated(nonsending) public func withTransaction<Value>(
        _ settings: TransactionSettings = TransactionSettings(),
        _ body: nonisolated(nonsending) (MongoSession) async throws -> Value
    ) async throws -> Value {
        try await withSession { session in try await session.withTransaction(settings, body) }
    }

    /// Starts a session that lasts until ``MongoSession/end()``.
    ///
    /// - Throws: ``MongoError`` if no connection became free in time, or no server
    ///   could be reached.
    package func startSession(
        _ settings: SessionSettings = SessionSettings()
    ) async throws(MongoError) -> MongoSession {
        try await pool.startSession(settings)
    }
}
