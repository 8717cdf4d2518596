package import BSON

/// A command of the driver that starts or ends, with everything that is in it.
///
/// It carries stored values, so it is for tests and never for a log. Where the
/// command or the reply holds credentials, the driver leaves them out.
package struct CommandEvent: Sendable {
    /// What happened.
    package enum Stage: Sendable {
        /// The command is about to be sent.
        case started(command: BSONDocument, database: String)
        /// The server has done what it was told.
        case succeeded(reply: BSONDocument, duration: Duration)
        /// The server refused, or could not be reached; then the reply is empty.
        case failed(MongoError, reply: BSONDocument, duration: Duration)
    }

    /// What happened.
    package let stage: Stage

    /// The command, such as `insert`.
    package let name: String

    /// The driver's number of this message.
    ///
    /// The start and the end of a command have the same.
    package let requestID: Int64

    /// The driver's number of the operation: attempts of one write share it.
    package let operationID: Int64

    /// The server, such as `127.0.0.1:27017`.
    package let address: String

    /// The server's number of the connection.
    package let connectionID: Int32?

    /// The server behind a load balancer.
    package let serviceID: ObjectID?

    /// Whether the command is about credentials, so that its contents are left out.
    ///
    /// No command and no reply is empty otherwise, except the reply of a server
    /// that could not be reached.
    package var isSensitive: Bool {
        if Self.sensitive.contains(name) { return true }
        return switch stage {
        case .started(let document, _), .succeeded(let document, _): document.isEmpty
        case .failed: false
        }
    }

    // https://github.com/mongodb/specifications, command-logging-and-monitoring,
    // "Security".
    private static let sensitive: Set<String> = [
        "authenticate", "saslStart", "saslContinue", "getnonce", "createUser", "updateUser",
        "copydbgetnonce", "copydbsaslstart", "copydb",
    ]
}

/// Hears of each command, on the thread that runs it, which waits meanwhile.
package protocol CommandListener: Sendable {
    /// Takes notice of an event.
    ///
    /// It must not use the client that it hears of.
    func receive(_ event: CommandEvent)
}
