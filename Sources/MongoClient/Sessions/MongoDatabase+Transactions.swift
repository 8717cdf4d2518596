extension MongoDatabase {
    /// Runs `body` in a transaction, with a handle that takes part in it.
    ///
    /// A handle that takes part in a transaction already hands itself on: what `body`
    /// does then happens with the rest of that transaction, or not at all. So a
    /// function that needs a transaction can be called from one. It is another matter if a
    /// task of its own has begun that transaction: whether it will be committed is nothing
    /// that this one hears of, so it is refused. Tasks that write at the same time have a
    /// session each.
    ///
    /// - Throws: What `body` throws, or ``MongoError`` if the transaction could not be
    ///   committed, or the session is in one of another task.
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
        if try await session.transactionState.isOpen {
            // One that is over is none that another task is just starting.
            guard let transaction = session.transaction, transaction.isOpen,
                transaction.isManual || transaction.includesTask
            else {
                throw MongoError(
                    .invalidRequest, "Another task of the session is in a transaction.",
                    operation: MongoSession.operation("startTransaction"))
            }
            return try await body(self)
        }
        return try await session.withTransaction(settings) { _ in try await body(self) }
    }

    /// The transaction that was started last in the session of the handle.
    package var transaction: Transaction? { session?.transaction }

    /// Whether the handle takes part in a transaction that is not committed yet.
    package var isInTransaction: Bool { session?.transaction?.isOpen ?? false }
}
