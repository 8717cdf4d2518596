import BSON

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

    /// Asks a question, and returns the reply that has all that was found; `nil` if that
    /// is more than the server sends at once.
    ///
    /// Then it has found more than sixteen megabytes, which are asked for anew, bit by bit.
    ///
    /// - Throws: ``MongoError``, or `BSONError` if the reply is none to a query.
    nonisolated(nonsending) func wholeReply(to query: Request) async throws -> Reply? {
        let whole: Reply
        if let reply = try replyAtOnce(to: query) {
            whole = reply
        } else {
            whole = try await observed(query) { () async throws(MongoError) -> Reply in
                try await reply(to: query)
            }
        }
        let cursor: Int64
        do {
            cursor = try whole.cursorNumber()
        } catch {
            throw error.during(query.operation)
        }
        guard cursor != 0 else { return whole }
        await abandon(cursor, of: query)
        return nil
    }

    /// Tells the server that a cursor is not needed; it may be another server.
    nonisolated(nonsending) private func abandon(_ cursor: Int64, of query: Request) async {
        var request = Request(action: .command, database: query.database, session: query.session)
        request.terms.readPreference = query.terms.readPreference
        let command: BSONDocument = [
            "killCursors": .string(query.collection), "cursors": [.int64(cursor)],
        ]
        request.documents = command.bytes + BSONDocument().bytes
        request.command = "killCursors"
        _ = try? await reply(to: request)
    }

    /// Carries out a request that has one reply, and learns from a failure.
    ///
    /// - Throws: ``MongoError`` of the request, or if no connection became free.
    nonisolated(nonsending) func reply(to request: Request) async throws(MongoError) -> Reply {
        let connection = try await borrow(for: request)
        defer { giveBack(connection, after: request) }
        do throws(MongoError) {
            return try await connection.reply(to: request)
        } catch {
            noteFailure(error, to: request.servers)
            throw error
        }
    }

    /// Does the same without ever suspending, which takes longer than it seems; `nil` where
    /// the thread may not wait, the connections are lent or a tracer wants to know of it.
    ///
    /// - Throws: ``MongoError`` of the request.
    func replyAtOnce(to request: Request) throws(MongoError) -> Reply? {
        guard DedicatedThread.isCurrent, !isTraced, request.session == nil,
            let connection = try lendFree(for: request)
        else { return nil }
        metrics?.record(waiting: .zero)
        defer { giveBack(connection) }
        do throws(MongoError) {
            return try connection.onThisThread { connection in
                Result { () throws(MongoError) in try connection.reply(to: request) }
            }.get()
        } catch {
            noteFailure(error, to: request.servers)
            throw error
        }
    }
}
