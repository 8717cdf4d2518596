import BSON
import CMongoC

extension Connection {
    /// Starts the session of the borrower, and returns its identifier.
    ///
    /// - Throws: ``MongoError`` if no server could be reached, or knows sessions.
    func startSession(_ settings: SessionSettings) throws(MongoError) -> BSONDocument {
        let operation = MongoSession.operation("startSession")
        let client = unsafe try connected(operation)
        var error = bson_error_t()
        let bytes = settings.transaction.document.bytes
        let pointer = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe cmongoc_session_new(
                client, settings.consistency == .causal, settings.consistency == .snapshot,
                cmongoc_request(bytes: buffer.baseAddress, length: buffer.count), &error)
        }
        guard let pointer = unsafe pointer else {
            throw MongoError(error, reply: Span(), operation: operation)
        }
        session = unsafe SessionHandle(owning: pointer)
        var start: UnsafePointer<UInt8>?
        var count = 0
        unsafe cmongoc_session_id(pointer, &start, &count)
        guard let start = unsafe start else { return [:] }
        return try unsafe BSONDocument(copyingDriver: start, count: count)
    }

    /// Ends the session, its cursors before it; an open transaction is aborted.
    func endSession() {
        closeCursors()
        session = nil
    }

    /// Starts a transaction, of which the server hears with its first operation.
    ///
    /// - Parameters:
    ///   - settings: What the transaction itself says.
    ///   - preference: Where it wants to read, if it or its session says.
    /// - Throws: ``MongoError`` if one is open, or its settings make no sense.
    func startTransaction(
        _ settings: TransactionSettings, preference: ReadPreference?
    ) throws(MongoError) {
        let operation = MongoSession.operation("startTransaction")
        let session = unsafe try requireSession(operation)
        var error = bson_error_t()
        let succeeded = unsafe settings.document.bytes.withUnsafeBufferPointer { buffer in
            unsafe cmongoc_transaction_start(
                session, cmongoc_request(bytes: buffer.baseAddress, length: buffer.count), &error)
        }
        guard succeeded else { throw MongoError(error, reply: Span(), operation: operation) }
        self.session?.preference = preference
    }

    /// Refuses to read elsewhere than from the primary in a transaction.
    ///
    /// So does the driver, but of an aggregation only when it has found such a server,
    /// and until then it waits for one.
    ///
    /// - Throws: ``MongoError`` if the transaction wants that.
    func checkPreference(of request: Request) throws(MongoError) {
        guard request.session != nil, let mode = session?.preference?.mode, mode != .primary,
            try transactionState().isOpen
        else { return }
        throw MongoError(
            .invalidRequest, "The read preference in a transaction must be primary.",
            operation: request.operation)
    }

    /// Commits the transaction; to repeat it is allowed.
    ///
    /// - Throws: ``MongoError`` with the server's labels.
    func commitTransaction(_ request: Request) throws(MongoError) {
        let operation = MongoSession.operation("commitTransaction")
        let session = unsafe try requireSession(operation)
        var reply = unsafe cmongoc_reply()
        var error = bson_error_t()
        let succeeded = request.bound {
            unsafe cmongoc_transaction_commit(session, &reply, &error)
        }
        defer { unsafe bson_free(reply.bytes) }
        // The reply is ours until it is freed, after the last use.
        let bytes = unsafe UnsafeBufferPointer(start: reply.bytes, count: Int(reply.length))
        guard succeeded else {
            throw MongoError(error, reply: unsafe bytes.span, operation: operation)
        }
    }

    /// Aborts the transaction.
    ///
    /// - Throws: ``MongoError`` if none is open. What the server answers does not
    ///   matter: it forgets the transaction in any case.
    func abortTransaction(_ request: Request) throws(MongoError) {
        let operation = MongoSession.operation("abortTransaction")
        let session = unsafe try requireSession(operation)
        var error = bson_error_t()
        let succeeded = request.bound {
            unsafe mongoc_client_session_abort_transaction(session, &error)
        }
        guard succeeded else {
            throw MongoError(error, reply: Span(), operation: operation)
        }
    }

    /// The session of the borrower.
    ///
    /// - Throws: ``MongoError`` if it has ended.
    func requireSession(
        _ operation: @autoclosure () -> String
    ) throws(MongoError) -> OpaquePointer {
        guard let session else { throw .sessionEnded(operation()) }
        return unsafe session.pointer
    }
}
