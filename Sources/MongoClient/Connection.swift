import CMongoC

/// One `mongoc_client_t`, confined to one serial queue.
///
/// The driver's clients block and are not safe to share. Isolation says both: the
/// client is an actor's private state, and the actor runs on its own executor, so
/// the compiler refuses any other use and Swift's own threads never wait.
@safe
actor Connection {
    private let pool: DriverPool
    private let executor: QueueExecutor
    private var client: OpaquePointer?

    /// The session of the borrower, who has the connection to itself.
    var session: SessionHandle?

    /// The cursors and change streams of the borrower, by a number that is never used
    /// again.
    private var cursors: [Int: AnyObject] = [:]
    private var lastCursor = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        // The actor keeps its executor alive.
        unsafe executor.asUnownedSerialExecutor()
    }

    init(from pool: DriverPool) {
        self.pool = pool
        executor = QueueExecutor(label: "mongo.connection")
    }

    isolated deinit {
        // A cursor needs its session, a session its client, and a client its pool.
        cursors = [:]
        session = nil
        if let client = unsafe client { unsafe pool.push(client) }
    }

    /// The client, taken from the driver's pool at first use.
    ///
    /// - Throws: ``MongoError`` if the driver has none left.
    func connected(_ operation: @autoclosure () -> String) throws(MongoError) -> OpaquePointer {
        if let client = unsafe client { return unsafe client }
        guard let client = unsafe pool.pop() else {
            throw MongoError(
                .driver, "The driver has no client left.", operation: operation())
        }
        unsafe self.client = client
        return unsafe client
    }

    /// Does something on the thread that asks for it, which may wait.
    nonisolated func onThisThread<Value: Sendable>(
        _ body: (isolated Connection) -> Value
    ) -> Value {
        executor.sync { assumeIsolated(body) }
    }

    /// Keeps a cursor, and returns its number.
    func keep(_ cursor: AnyObject) -> Int {
        lastCursor += 1
        cursors[lastCursor] = cursor
        return lastCursor
    }

    /// Returns the cursor of a number.
    ///
    /// - Throws: ``MongoError`` if it was closed, as all are at the end of a session.
    func cursor<Handle: AnyObject>(
        _ number: Int, of request: Request, as type: Handle.Type
    ) throws(MongoError) -> Handle {
        guard let cursor = cursors[number] as? Handle else {
            throw .sessionEnded(request.operation)
        }
        return cursor
    }

    /// Destroys a cursor, which tells the server unless it has ended.
    func closeCursor(_ number: Int) {
        cursors[number] = nil
    }

    /// Destroys every cursor.
    func closeCursors() {
        cursors = [:]
    }
}
