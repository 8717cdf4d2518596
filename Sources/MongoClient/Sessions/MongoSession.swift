public import BSON
import Synchronization

/// Operations that belong together: causally, as one moment, or as a transaction.
///
///     try await client.withSession { session in
///         let posts = posts.within(session)
///         try await posts.insert([["title": "Hello"]])
///         let count = try await posts.count()  // sees the insertion on any server
///     }
///
/// A session has one connection to itself for as long as it lives, and every handle
/// within it uses that connection, cursors too: they never wait for another one.
/// Operations that are started at the same time run one after another, in no
/// particular order. After its end the session refuses everything.
public final class MongoSession: Sendable {
    /// What the session is like.
    public let settings: SessionSettings

    /// The identifier that the servers know the session by.
    public let id: BSONDocument

    let pool: ConnectionPool

    /// The connection, until the session has ended.
    private let connection: Mutex<Connection?>

    /// The transaction that was started last.
    private let lastTransaction = Mutex<Transaction?>(nil)

    init(
        _ settings: SessionSettings, id: BSONDocument, pool: ConnectionPool,
        connection: Connection
    ) {
        self.settings = settings
        self.id = id
        self.pool = pool
        self.connection = Mutex(connection)
    }

    deinit {
        transaction?.undo()
        if let connection = connection.withLock({ $0.take() }) {
            let pool = pool
            Task { await Self.end(connection, of: pool) }
        }
    }

    /// What to call a step of a session in an error.
    static func operation(_ name: String) -> String { "\(name) admin" }

    /// Lends the connection for a request.
    ///
    /// - Throws: ``MongoError`` if the session has ended or is another client's, or
    ///   the task was cancelled.
    func lend(
        for operation: @autoclosure () -> String, of pool: ConnectionPool
    ) throws(MongoError) -> Connection {
        guard pool === self.pool else {
            throw MongoError(
                .invalidRequest, "The session belongs to another client.", operation: operation())
        }
        guard !Task.isCancelled else { throw .cancelled(operation()) }
        return try pinned(operation())
    }

    /// The connection.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    func pinned(_ operation: @autoclosure () -> String) throws(MongoError) -> Connection {
        guard let connection = connection.withLock(\.self) else { throw .sessionEnded(operation()) }
        return connection
    }

    /// Whether a network error befell the session, so that its number is not used again.
    package var isDirty: Bool {
        get async throws(MongoError) {
            try await pinned(Self.operation("session")).isSessionDirty()
        }
    }

    /// The driver's number of the server that a sharded transaction is bound to, zero
    /// if it is not.
    package var pinnedServer: Int {
        get async throws(MongoError) {
            try await pinned(Self.operation("session")).pinnedServer()
        }
    }

    /// The transaction that was started last, if there was one.
    package var transaction: Transaction? { lastTransaction.withLock(\.self) }

    /// Notes that a transaction was started.
    func note(_ transaction: Transaction) {
        lastTransaction.withLock { last in
            last?.undo()
            last = transaction
        }
    }

    /// Ends the session.
    ///
    /// Its cursors are closed, an open transaction is aborted, and the connection goes
    /// back to the pool. To repeat it does nothing.
    package func end() async {
        guard let connection = connection.withLock({ $0.take() }) else { return }
        transaction?.undo()
        await Self.end(connection, of: pool)
    }

    private static func end(_ connection: Connection, of pool: ConnectionPool) async {
        await connection.endSession()
        pool.giveBack(connection)
    }
}

extension MongoSession: Hashable {
    /// Whether both are the same session.
    public static func == (left: MongoSession, right: MongoSession) -> Bool { left === right }

    /// Hashes the identity.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
