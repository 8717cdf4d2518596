extension ConnectionPool {
    /// Lends the connection that a request must use: its session's, or a free one.
    ///
    /// - Throws: ``MongoError`` if none became free in time, the session has ended,
    ///   the task was cancelled, or the pool is closed.
    nonisolated(nonsending) func borrow(
        for request: Request
    ) async throws(MongoError) -> Connection {
        guard let session = request.session else { return try await borrowFree(for: request) }
        return try session.lend(for: request.operation, of: self)
    }

    /// Takes back what ``borrow(for:)`` lent; a session keeps its connection.
    func giveBack(_ connection: Connection, after request: Request) {
        if request.session == nil { giveBack(connection) }
    }

    /// Closes a cursor that has not come to its end, and takes its connection back.
    ///
    /// To close a cursor is to tell the server, so that the connection is busy for a
    /// moment longer, but nobody waits for it here.
    func abandon(_ cursor: Int, of request: Request, on connection: Connection) {
        Task {
            await connection.closeCursor(cursor)
            giveBack(connection, after: request)
        }
    }

    /// Carries out a request that has one reply, and learns from a failure.
    ///
    /// - Throws: ``MongoError`` of the request, or if no connection became free.
    nonisolated(nonsending) func reply(to request: Request) async throws(MongoError) -> Reply {
        let connection = try await borrow(for: request)
        defer { giveBack(connection, after: request) }
        do throws(MongoError) {
            return try await request.bound { () throws(MongoError) in
                guard DedicatedThread.isCurrent else {
                    return try await connection.reply(to: request)
                }
                // To change actors and back would take longer than it takes to ask.
                return try connection.onThisThread { connection in
                    Result { () throws(MongoError) in try connection.reply(to: request) }
                }.get()
            }
        } catch {
            noteFailure(error, to: request.servers)
            throw error
        }
    }
}
