import Logging

/// Hears what the driver tells of a client's commands and servers.
///
/// The driver calls on the thread that runs the command, which is the connection's
/// own, or on a thread of its own that watches a server and holds the driver's
/// locks: nothing here may call the driver.
final class Monitor: Sendable {
    /// Who wants every event as it is; nobody outside of tests.
    let listener: (any CommandListener)?

    let logger: Logger

    init(logger: Logger, listener: (any CommandListener)? = nil) {
        self.logger = logger
        self.listener = listener
    }

    /// Tells of a server that was found, was lost or has become the primary.
    func serverChanged(_ change: ServerChange, address: String) {
        logger.log(level: change.level, "\(change.message)", metadata: ["server": "\(address)"])
    }
}
