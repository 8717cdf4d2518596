extension MongoDatabase {
    /// Runs `body` in a transaction, with a handle that takes part in it.
    ///
    /// A handle that takes part in a transaction already hands itself on: what `body`
    /// does then happens with the rest of that transaction, or not at all. So a
    /// function that needs a transaction can be called from one.
    ///
    /// - Throws: What `body` throws, or ``MongoError`` if the transaction could not be
    ///   committed.
    nonisolated(nonsending) public func withTransaction<Value>(
        _ settings: TransactionSettings = TransactionSettings(),
        _ body: nonisolated(nonsending) (MongoDatabase) async throws -> Value
    ) async throws -> Value {
        guard let session else {
            return try await pool.withSession(SessionSettings()) { session in
                try await session.withTransaction(settings) { session in
                    try await body(within(session))
                }
            }
        }
        guard try await !session.transactionState.isOpen else { return try await body(self) }
        return try await session.withTransaction(settings) { _ in try await body(self) }
    }

    /// Whether the handle takes part in a transaction that is not committed yet.
    package var isInTransaction: Bool {
        get async { (try? await session?.transactionState.isOpen) ?? false }
    }
}
