public import BSON

/// A database: a name and the way to its server.
public struct MongoDatabase: Sendable {
    /// The name.
    public let name: String

    let pool: ConnectionPool

    /// The session in which everything happens.
    var session: MongoSession?

    /// The terms on which everything happens.
    var terms = Terms()

    /// Returns the collection of a name, without asking the server.
    public func collection(_ name: String) -> MongoCollection {
        MongoCollection(name: name, database: self)
    }

    /// Returns the file store of a name, without asking the server.
    ///
    /// `chunkSize` is how many bytes each chunk of a new file holds.
    public func bucket(
        _ name: String = "fs", chunkSize: Int = GridFSFile.standardChunkSize
    ) -> GridFSBucket {
        GridFSBucket(name: name, database: self, chunkSize: chunkSize)
    }

    /// Runs a command and returns the server's reply.
    ///
    /// The concerns and the preference of the handle do not count, only its session.
    ///
    /// - Throws: ``MongoError`` if the server refused it or could not be reached.
    @discardableResult
    public func run(
        _ command: BSONDocument, readPreference: ReadPreference? = nil
    ) async throws(MongoError) -> BSONDocument {
        try await run(command, readPreference: readPreference) { reader throws(BSONError) in
            try reader.document()
        }
    }

    /// Asks how the server that the handle reads from carries out a command.
    package func explain(_ command: BSONDocument) async throws(MongoError) -> BSONDocument {
        // The server takes no read concern here: it tells of a plan, and returns no document.
        let question: BSONDocument = [
            "explain": .document(command), "verbosity": "executionStats",
        ]
        return try await run(question, readPreference: terms.readPreference)
    }

    /// Runs a command and decodes the server's reply where the driver holds it.
    func run<Value: Sendable>(
        _ command: BSONDocument, readPreference: ReadPreference? = nil,
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value {
        // By the specification of commands, only the preference of this call counts.
        try await run(
            .command, command, terms: Terms(readPreference: readPreference), decode: decode)
    }

    /// Runs a command as one of the driver's kinds.
    func run<Value: Sendable>(
        _ action: Request.Action, _ command: BSONDocument, options: BSONDocument = [:],
        about namespace: String? = nil, terms: Terms? = nil,
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value {
        var request = request(action)
        request.documents = command.bytes + options.bytes
        request.command = command.firstKey
        request.namespace = namespace
        if let terms { request.terms = terms }
        return try await perform(request, decode: decode)
    }

    /// Runs a command that writes, on the terms of the handle, and forgets the reply.
    func write(
        _ command: BSONDocument, options: BSONDocument = [:], about namespace: String? = nil
    ) async throws(MongoError) {
        try await run(.writeCommand, command, options: options, about: namespace) {
            _ throws(BSONError) in
        }
    }

    /// Returns a request about this database.
    func request(_ action: Request.Action) -> Request {
        Request(action: action, database: name, session: session, terms: terms)
    }

    /// Returns the answer of a query.
    func cursor<Value: Sendable>(
        _ query: consuming Request, batchSize: Int? = nil,
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> MongoCursor<Value> {
        PreparedQuery(request: query, batchSize: batchSize, pool: pool).cursor(decode)
    }

    /// Sends a request over its session's connection or a free one, and decodes the reply.
    nonisolated(nonsending) func perform<Value>(
        _ request: Request, decode: (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value {
        if let reply = try pool.replyAtOnce(to: request) {
            return try Self.decoded(reply, of: request, decode)
        }
        return try await pool.observed(request) { () throws(MongoError) in
            try Self.decoded(try await pool.reply(to: request), of: request, decode)
        }
    }

    private static func decoded<Value>(
        _ reply: Reply, of request: Request,
        _ decode: (inout BSONReader) throws(BSONError) -> Value
    ) throws(MongoError) -> Value {
        var reader = BSONReader(reply.span)
        do throws(BSONError) {
            return try decode(&reader)
        } catch {
            throw MongoError(.invalidReply, "\(error)", operation: request.operation)
        }
    }
}
