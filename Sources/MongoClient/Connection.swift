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

    /// The cursor of the borrower, who has the connection to itself.
    var cursor: Cursor?

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        // The actor keeps its executor alive.
        unsafe executor.asUnownedSerialExecutor()
    }

    init(from pool: DriverPool) {
        self.pool = pool
        executor = QueueExecutor(label: "mongo.connection")
    }

    isolated deinit {
        // A cursor needs its client, and a client its pool.
        cursor = nil
        if let client = unsafe client { unsafe pool.push(client) }
    }

    /// The client, taken from the driver's pool at first use.
    ///
    /// - Throws: ``MongoError`` if the driver has none left.
    func connected(for request: Request) throws(MongoError) -> OpaquePointer {
        try request.checkNames()
        if let client = unsafe client { return unsafe client }
        guard let client = unsafe pool.pop() else {
            throw MongoError(
                .driver, "The driver has no client left.", operation: request.operation)
        }
        unsafe self.client = client
        return unsafe client
    }
}
