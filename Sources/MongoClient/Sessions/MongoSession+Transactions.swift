extension MongoSession {
    /// How far the transaction has come.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    public var transactionState: TransactionState {
        get async throws(MongoError) {
            try await pinned(Self.operation("session")).transactionState()
        }
    }

    /// Starts a transaction, which every handle within the session takes part in.
    ///
    /// ``withTransaction(_:_:)`` is easier, and tries again where that helps.
    ///
    /// - Throws: ``MongoError`` if one is open, or the settings make no sense.
    public func startTransaction(
        _ settings: TransactionSettings = TransactionSettings()
    ) async throws(MongoError) {
        let operation = Self.operation("startTransaction")
        try await lend(for: operation, of: pool).startTransaction(
            settings,
            preference: settings.readPreference ?? self.settings.transaction.readPreference)
    }

    /// Makes everything that the transaction did take effect, at once.
    ///
    /// An error with the label `UnknownTransactionCommitResult` leaves open whether
    /// it did: to commit again is safe, and what to do. Before the first attempt, a
    /// cancelled task is refused.
    ///
    /// - Throws: ``MongoError`` with the server's labels.
    public func commitTransaction() async throws(MongoError) {
        let operation = Self.operation("commitTransaction")
        try await Request(command: "commitTransaction").observed { () throws(MongoError) in
            try await lend(for: operation, of: pool).commitTransaction()
        }
    }

    /// Undoes everything that the transaction did, also when the task is cancelled.
    ///
    /// - Throws: ``MongoError`` if none is open.
    public func abortTransaction() async throws(MongoError) {
        try await Request(command: "abortTransaction").observed { () throws(MongoError) in
            try await pinned(Self.operation("abortTransaction")).abortTransaction()
        }
    }
}

extension Request {
    /// What the end of a transaction is to whoever observes it.
    fileprivate init(command: String) {
        self.init(action: .command, database: "admin")
        self.command = command
    }
}
