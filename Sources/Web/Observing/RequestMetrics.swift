import HTTPTypes
import Metrics
import Synchronization

/// What a site counts and times of its requests, for swift-metrics.
///
/// The names are OpenTelemetry's for HTTP servers
/// (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/):
///
/// - `http.server.request.duration`, a timer by route, method and status,
/// - `http.server.active_requests`, those being answered.
///
/// A route is a pattern, never a path, and a method one that is known: what visitors
/// make up adds no series.
final class RequestMetrics: Sendable {
    /// What is timed together.
    struct Kind: Hashable {
        let route: String?
        let method: HTTPRequest.Method
        let status: Int
    }

    private static let knownMethods: Set<HTTPRequest.Method> = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]

    private let factory: any MetricsFactory
    private let timers = Mutex<[Kind: Timer]>([:])
    private let active: Meter

    /// Creates the instruments; `nil` where nobody would read them.
    init?(factory: any MetricsFactory) {
        guard !(factory is NOOPMetricsHandler) else { return nil }
        self.factory = factory
        active = Meter(label: "http.server.active_requests", factory: factory)
    }

    /// Notes that a request has come.
    func begin() {
        active.increment()
    }

    /// Notes that it is answered.
    func end() {
        active.decrement()
    }

    /// Notes how it was answered, and how long that took.
    func note(
        route: String?, method: HTTPRequest.Method, status: HTTPResponse.Status,
        duration: Duration
    ) {
        let kind = Kind(
            route: route, method: Self.knownMethods.contains(method) ? method : Self.otherMethod,
            status: status.code)
        timer(for: kind).record(duration: duration)
    }

    static var otherMethod: HTTPRequest.Method { HTTPRequest.Method("_OTHER") ?? .get }

    /// What times answers of a kind, for those who know that there is one.
    func timer(for kind: Kind) -> Timer {
        timers.withLock { timers in
            if let known = timers[kind] { return known }
            let timer = Timer(
                label: "http.server.request.duration",
                dimensions: [
                    ("http.route", kind.route ?? ""),
                    ("http.request.method", kind.method.rawValue),
                    ("http.response.status_code", "\(kind.status)"),
                ],
                factory: factory)
            timers[kind] = timer
            return timer
        }
    }
}
