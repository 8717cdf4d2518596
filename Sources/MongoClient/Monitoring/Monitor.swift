import Logging

/// Hears what the driver tells of a client's commands and servers.
///
/// The driver calls on the thread that runs the command, which is the connection's
/// own, or on a thread of its own that watches a server and holds the driver's
/// locks: nothing here may call the driver.
///
/// Logs and metrics get the names of commands, databases, collections and fields,
/// and never a value.
final class Monitor: Sendable {
    /// Who wants every event as it is; nobody outside of tests.
    let listener: (any CommandListener)?

    let logger: Logger
    let metrics: ClientMetrics?

    /// Whether someone wants to know of each command.
    private let wantsAll: Bool

    /// How long a command takes that is worth a warning; `nil` if none is.
    private let slowness: Duration?

    init(logger: Logger, slowness: Duration?, listener: (any CommandListener)? = nil) {
        self.logger = logger
        self.slowness = slowness
        self.listener = listener
        metrics = ClientMetrics()
        wantsAll = listener != nil || metrics != nil || logger.logLevel <= .debug
    }

    /// Whether anyone wants to know of a command that took so long: mostly nobody
    /// does, and then it costs next to nothing.
    func isInterested(in duration: Duration) -> Bool { wantsAll || isSlow(duration) }

    /// Tells of a command that has ended.
    func commandEnded(_ report: CommandReport) {
        metrics?.record(report)
        let request = Request.current
        // A change stream and a tailing cursor wait for what is to come.
        let isWaiting =
            request?.arrivals != nil && report.name == "getMore" || request?.isTailing == true
        if isSlow(report.duration), !isWaiting {
            logger.warning("Slow database command", metadata: report.metadata(of: request))
        } else {
            logger.debug("Database command", metadata: report.metadata(of: request))
        }
    }

    /// Tells of a server that was found, was lost or has become the primary.
    func serverChanged(_ change: ServerChange, address: String) {
        logger.log(level: change.level, "\(change.message)", metadata: ["server": "\(address)"])
    }

    private func isSlow(_ duration: Duration) -> Bool {
        slowness.map { duration >= $0 } ?? false
    }
}
