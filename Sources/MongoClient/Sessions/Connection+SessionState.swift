import BSON
import CMongoC

extension Connection {
    /// What to call a question to the session in an error.
    private static let question = MongoSession.operation("session")

    /// How far the session's transaction has come.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    func transactionState() throws(MongoError) -> TransactionState {
        let session = unsafe try requireSession(Self.question)
        return unsafe TransactionState(mongoc_client_session_get_transaction_state(session))
    }

    /// Whether a network error befell the session, so that its number is not used again.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    func isSessionDirty() throws(MongoError) -> Bool {
        let session = unsafe try requireSession(Self.question)
        return unsafe mongoc_client_session_get_dirty(session)
    }

    /// The driver's number of the server that a sharded transaction is bound to, zero
    /// if it is not.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    func pinnedServer() throws(MongoError) -> Int {
        let session = unsafe try requireSession(Self.question)
        return Int(unsafe mongoc_client_session_get_server_id(session))
    }

    /// The time of the newest operation that the session knows of.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    func operationTime() throws(MongoError) -> BSONTimestamp? {
        let session = unsafe try requireSession(Self.question)
        var time = BSONTimestamp(seconds: 0, increment: 0)
        unsafe mongoc_client_session_get_operation_time(session, &time.seconds, &time.increment)
        return time.seconds == 0 ? nil : time
    }

    /// The cluster's time as the session knows it.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    func clusterTime() throws(MongoError) -> BSONDocument? {
        let session = unsafe try requireSession(Self.question)
        var start: UnsafePointer<UInt8>?
        var count = 0
        unsafe cmongoc_session_cluster_time(session, &start, &count)
        guard let start = unsafe start else { return nil }
        return try unsafe BSONDocument(copyingDriver: start, count: count)
    }

    /// Makes the session's reads wait for an operation.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    func advance(to time: BSONTimestamp) throws(MongoError) {
        let session = unsafe try requireSession(Self.question)
        unsafe mongoc_client_session_advance_operation_time(
            session, time.seconds, time.increment)
    }

    /// Tells the session of the cluster's time.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    func advance(toClusterTime time: BSONDocument) throws(MongoError) {
        let session = unsafe try requireSession(Self.question)
        var error = bson_error_t()
        let succeeded = unsafe time.bytes.withUnsafeBufferPointer { buffer in
            unsafe cmongoc_session_advance(
                session, cmongoc_request(bytes: buffer.baseAddress, length: buffer.count), &error)
        }
        guard succeeded else { throw MongoError(error, reply: Span(), operation: Self.question) }
    }
}

extension BSONDocument {
    /// Copies a document of the driver.
    ///
    /// - Throws: ``MongoError`` if it is not well formed.
    init(copyingDriver start: UnsafePointer<UInt8>, count: Int) throws(MongoError) {
        // The driver keeps the bytes at least until the caller returns.
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        do throws(BSONError) {
            try self.init(copying: unsafe bytes.span)
        } catch {
            throw MongoError(.invalidReply, "\(error)", operation: "")
        }
    }
}
