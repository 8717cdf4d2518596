extension ConnectionPool {
    /// Runs `body` with a session, and ends it afterwards in any case.
    ///
    /// - Throws: What `body` throws, or ``MongoError`` if the session cannot be started.
    nonisolated(nonsending) func withSession<Value>(
        _ settings: SessionSettings,
        _ body: nonisolated(nonsending) (MongoSession) async throws -> Value
    ) async throws -> Value {
        let session = try await startSession(settings)
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(session))
        } catch {
            outcome = .failure(error)
        }
        await session.end()
        return try outcome.get()
    }

    /// Starts a session that lasts until ``MongoSession/end()``.
    ///
    /// - Throws: ``MongoError`` if no connection became free in time, or no server
    ///   could be reached.
    func startSession(_ settings: SessionSettings) async throws(MongoError) -> MongoSession {
        let request = Request(command: "startSession")
        let connection = try await borrowFree(for: request)
        do throws(MongoError) {
            let id = try await connection.startSession(settings)
            return MongoSession(settings, id: id, pool: self, connection: connection)
        } catch {
            noteFailure(error, to: request.servers)
            await connection.endSession()
            giveBack(connection)
            throw error
        }
    }
}
