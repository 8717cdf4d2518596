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
        try await start(Transaction(isManual: true), settings)
    }

    /// Starts a transaction.
    ///
    /// - Throws: ``MongoError`` if one is open, or the settings make no sense.
    func start(
        _ transaction: Transaction, _ settings: TransactionSettings
    ) async throws(MongoError) {
        let operation = Self.operation("startTransaction")
        try await lend(for: operation, of: pool).startTransaction(
            settings,
            preference: settings.readPreference ?? self.settings.transaction.readPreference)
        note(transaction)
    }

    /// Makes everything that the transaction did take effect, at once.
    ///
    /// An error with the label `UnknownTransactionCommitResult` leaves open whether
    /// it did: to commit again is safe, and what to do. Before the first attempt, a
    /// cancelled task is refused.
    ///
    /// - Throws: ``MongoError`` with the server's labels.
    public func commitTransaction() async throws(MongoError) {
        let request = Request(command: "commitTransaction")
        try await pool.observed(request) { () throws(MongoError) in
            let connection = try lend(for: request.operation, of: pool)
            do throws(MongoError) {
                try await connection.commitTransaction(request)
                transaction?.commit()
            } catch {
                transaction?.undo()
                throw error
            }
        }
    }

    /// Undoes everything that the transaction did, also when the task is cancelled.
    ///
    /// - Throws: ``MongoError`` if none is open.
    public func abortTransaction() async throws(MongoError) {
        let request = Request(command: "abortTransaction")
        try await pool.observed(request) { () throws(MongoError) in
            let connection = try pinned(request.operation)
            try await connection.abortTransaction(request)
            transaction?.undo()
        }
    }
}

extension Request {
    /// What a step of a session is to whoever observes it.
    init(command: String) {
        self.init(action: .command, database: "admin")
        self.command = command
    }
}
