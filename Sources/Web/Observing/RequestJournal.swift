import HTTPTypes
import Logging

/// What is written down of every request: its line in the log, and the numbers.
struct RequestJournal: Sendable {
    let metrics: RequestMetrics?
    let logger: Logger

    /// Notes that a request is answered.
    func note(
        _ method: HTTPRequest.Method, _ status: HTTPResponse.Status, route: String?,
        duration: Duration, path: @autoclosure () -> String, id: @autoclosure () -> String
    ) {
        metrics?.note(route: route, method: method, status: status, duration: duration)
        write(method, status, route: route, duration: duration, path: path(), id: id())
    }

    /// Writes the line in the log.
    func write(
        _ method: HTTPRequest.Method, _ status: HTTPResponse.Status, route: String?,
        duration: Duration, path: @autoclosure () -> String, id: @autoclosure () -> String
    ) {
        guard logger.logLevel <= .info else { return }
        logger.info(
            "\(method) \(path().prefix(200)) \(status.code)",
            metadata: [
                "milliseconds": "\(Int(duration / .milliseconds(1)))",
                "request": "\(id())",
                "route": "\(route ?? "none")",
            ])
    }
}
