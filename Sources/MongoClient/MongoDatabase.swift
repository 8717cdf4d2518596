public import BSON

/// A database: a name and the way to its server.
public struct MongoDatabase: Sendable {
    /// The name.
    public let name: String

    let pool: ConnectionPool

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
    /// - Throws: ``MongoError`` if the server refused it or could not be reached.
    @discardableResult
    public func run(_ command: BSONDocument) async throws(MongoError) -> BSONDocument {
        try await run(command) { reader throws(BSONError) in try reader.document() }
    }

    /// Deletes the database and everything in it.
    ///
    /// - Throws: ``MongoError`` if the server refused it or could not be reached.
    public func drop() async throws(MongoError) {
        try await run(["dropDatabase": 1])
    }

    /// Runs a command and decodes the server's reply where the driver holds it.
    func run<Value: Sendable>(
        _ command: BSONDocument,
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value {
        var request = Request(action: .command, database: name, documents: command.bytes)
        request.command = command.firstKey
        return try await perform(request, decode: decode)
    }

    /// Sends a request over a free connection.
    func perform<Value: Sendable>(
        _ request: Request,
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value {
        try await pool.withConnection(request.operation) { connection throws(MongoError) in
            try await connection.perform(request, decode: decode)
        }
    }
}
