extension MongoClient {
    /// Limits of a client.
    ///
    /// They are chosen for a web server, which had better say that the database is
    /// away than keep readers waiting. A program that builds indexes over a large
    /// collection needs a longer ``socketTimeout``.
    public struct Settings: Hashable, Sendable {
        /// How many connections may be open: as many operations run at once.
        public var maximumConnections = 8

        /// How long an operation may wait for a connection.
        public var waitQueueTimeout: Duration = .seconds(2)

        /// How long an operation may wait for a server to be reachable.
        public var serverSelectionTimeout: Duration = .seconds(2)

        /// How long a server may take to accept a connection.
        public var connectTimeout: Duration = .seconds(2)

        /// How long a server may take to answer.
        public var socketTimeout: Duration = .seconds(10)

        /// How long a command takes that is worth a warning in the log, with the shape
        /// of its filter but without its values; `nil` if none is.
        ///
        /// The default is the server's own for its log.
        public var slowCommandThreshold: Duration? = .milliseconds(100)

        /// The stable API of the server that every command keeps to; `nil` for
        /// whatever the server can do.
        public var serverAPI: ServerAPI?

        /// The name that the server shows in its logs.
        public var applicationName = "DocumentMapper"

        /// Creates the default settings, to be changed one by one.
        public init() {}
    }
}
