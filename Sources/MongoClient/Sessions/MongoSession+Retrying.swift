extension MongoSession {
    /// The label of a failure after which the whole transaction may be tried again.
    static let transientError = "TransientTransactionError"

    /// The label of a failure that leaves open whether the transaction is committed.
    static let unknownResult = "UnknownTransactionCommitResult"

    /// For how long to try again, by the specification of the convenient API for
    /// transactions.
    static let patience: Duration = .seconds(120)

    /// How long to wait at most before the second attempt, so that transactions that
    /// have collided do not do so again; by later versions of the specification.
    private static let firstPause: Duration = .milliseconds(5)

    /// How long to wait at most before any attempt, by the same.
    private static let longestPause: Duration = .milliseconds(500)

    /// Runs `body` in a transaction, and commits it.
    ///
    /// Where the server says that another attempt may succeed, such as after a
    /// conflict with another transaction or a failover, everything is tried again for
    /// up to two minutes: `body` may run several times, so what it does besides the
    /// database must bear that. Only handles within the session take part.
    ///
    ///     try await client.withTransaction { session in
    ///         try await accounts.within(session).updateOne(["_id": 1], ["$inc": ["sum": -5]])
    ///         try await accounts.within(session).updateOne(["_id": 2], ["$inc": ["sum": 5]])
    ///     }
    ///
    /// A body that throws undoes the transaction. One that commits or aborts it
    /// itself is respected.
    ///
    /// - Throws: What `body` throws, or ``MongoError`` if the transaction could not be
    ///   committed.
    nonisolated(nonsending) public func withTransaction<Value>(
        _ settings: TransactionSettings = TransactionSettings(),
        _ body: nonisolated(nonsending) (MongoSession) async throws -> Value
    ) async throws -> Value {
        try await withTransaction(settings, until: .now + Self.patience, body)
    }

    /// Runs `body` in a transaction, and tries again until a deadline.
    nonisolated(nonsending) package func withTransaction<Value>(
        _ settings: TransactionSettings, until deadline: ContinuousClock.Instant,
        _ body: nonisolated(nonsending) (MongoSession) async throws -> Value
    ) async throws -> Value {
        var pause = Self.firstPause
        while true {
            let transaction = Transaction(isManual: false)
            try await start(transaction, settings)
            let outcome: Result<Value, any Error>
            do {
                outcome = .success(
                    try await Transaction.$current.withValue(transaction) {
                        try await body(self)
                    })
            } catch {
                outcome = .failure(error)
            }
            let isOpen = try await transactionState.isOpen
            switch outcome {
            case .failure(let error):
                if isOpen { try? await abortTransaction() }
                guard error.has(Self.transientError), ContinuousClock.now < deadline else {
                    throw error
                }
            case .success(let value):
                guard isOpen else { return value }
                if try await commit(until: deadline) { return value }
            }
            // A cancelled task does not wait; the next attempt refuses it.
            try? await Task.sleep(for: pause * Double.random(in: 0..<1))
            pause = min(pause * 1.5, Self.longestPause)
        }
    }

    /// Commits, and tries again until a deadline.
    ///
    /// - Returns: Whether it is committed; otherwise everything is to be tried again.
    /// - Throws: ``MongoError`` if no further attempt makes sense.
    private func commit(until deadline: ContinuousClock.Instant) async throws(MongoError) -> Bool {
        while true {
            do throws(MongoError) {
                try await commitTransaction()
                return true
            } catch {
                if error.code == .cancelled { try? await abortTransaction() }
                guard ContinuousClock.now < deadline, !Task.isCancelled else { throw error }
                // The server was told how long a commit may take, and took longer.
                let isTooSlow = error.code == .maxTimeExpired
                if error.labels.contains(Self.unknownResult), !isTooSlow { continue }
                if error.labels.contains(Self.transientError) { return false }
                throw error
            }
        }
    }
}

extension Error {
    /// Whether the server put a label on the error.
    fileprivate func has(_ label: String) -> Bool {
        (self as? MongoError)?.labels.contains(label) == true
    }
}
