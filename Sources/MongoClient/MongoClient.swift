import BSON
public import Logging

/// A MongoDB deployment: the entrance to its databases.
///
/// Make one for a process and share it. It finds the servers by itself and
/// reconnects by itself; while none can be reached, every operation throws within
/// seconds rather than waiting for one.
///
///     let client = try await MongoClient(uri: "mongodb://127.0.0.1:27017/blog")
///     let posts = client.database("blog").collection("posts")
///     try await posts.insert([["title": "Hello"]])
public final class MongoClient: Sendable {
    /// The database that the address names, such as `blog` in
    /// `mongodb://127.0.0.1/blog`.
    public let defaultDatabaseName: String?

    let pool: ConnectionPool

    /// Prepares connections to the servers of an address.
    ///
    /// Nothing is sent yet, though a `mongodb+srv` address is looked up. Options in
    /// the address win over `settings`.
    ///
    /// Whether each command is to be logged, measured or traced is found out here, by the level
    /// of the logger, the metrics factory and the tracer: set these up before. To ask again for
    /// each command would cost a small query one percent of its time.
    ///
    /// - Throws: ``MongoError`` if the address is not valid; it says how to write
    ///   one, and never what the address contains.
    public convenience init(
        uri: String, settings: Settings = Settings(), logger: Logger? = nil
    ) async throws(MongoError) {
        try await self.init(uri: uri, settings: settings, logger: logger, listener: nil)
    }

    /// Prepares connections, of whose commands `listener` hears everything.
    ///
    /// - Throws: ``MongoError`` if the address is not valid.
    package init(
        uri: String, settings: Settings = Settings(), logger: Logger? = nil,
        listener: (any CommandListener)?
    ) async throws(MongoError) {
        let monitor = Monitor(
            logger: logger ?? Logger(label: "mongo"), slowness: settings.slowCommandThreshold,
            listener: listener)
        let driver = try await DriverPool.open(uri, settings: settings, monitor: monitor)
        defaultDatabaseName = driver.defaultDatabaseName
        pool = ConnectionPool(driver: driver, patience: settings.waitQueueTimeout)
    }

    /// Asks the server for a sign of life.
    ///
    /// - Throws: ``MongoError`` if there is none.
    public func ping() async throws(MongoError) {
        _ = try await database("admin").run(["ping": 1])
    }

    /// Refuses new operations, waits for those under way and disconnects.
    ///
    /// A cursor that is neither exhausted nor dropped counts as under way.
    public func close() async {
        await pool.close()
    }

    /// The number of connections that are lent.
    package var lent: Int { pool.counts.lent }

    /// The number of tasks that wait for a connection.
    package var waiting: Int { pool.counts.waiting }

    /// Returns the database of a name, without asking the server.
    public func database(_ name: String) -> MongoDatabase {
        MongoDatabase(name: name, pool: pool)
    }
}
