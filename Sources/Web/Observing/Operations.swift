import HTTPTypes
import Hummingbird

/// The pages for those who run the site.
///
/// - `/healthz`: the process is alive. Asks nothing else, so that a database that is
///   away does not get the process restarted.
/// - `/readyz`: everything is there that pages need, or 503 and what is missing.
/// - `/metrics`: what was counted, for whoever has the token; see
///   ``ObservingSettings/metricsToken``.
///
/// Add it before any middleware, which these addresses do not need.
public struct Operations<Local: RequestLocal>: Feature {
    private let checks: [ReadinessCheck]
    private let registry: PrometheusRegistry?
    private let token: String?

    /// Makes the feature; `/metrics` is there if the settings have a token and say
    /// that metrics go to a ``PrometheusRegistry``.
    public init(_ settings: ObservingSettings, checks: [ReadinessCheck]) {
        self.checks = checks
        registry = settings.metrics as? PrometheusRegistry
        token = settings.metricsToken
    }

    /// Adds the routes.
    public func addRoutes(to routes: Routes<WebContext<Local>>) {
        routes.get(Route("healthz")) { _, _ in Self.answer("alive") }
        routes.get(Route("readyz")) { [checks] _, context in
            var missing: [String] = []
            for check in checks where await !check.isReady(logger: context.logger) {
                missing.append(check.name)
            }
            guard !missing.isEmpty else { return Self.answer("ready") }
            return Self.answer(
                "not ready: \(missing.joined(separator: ", "))", status: .serviceUnavailable)
        }
        guard let registry, let token else { return }
        let expected = Array("Bearer \(token)".utf8)
        routes.get(Route("metrics")) { request, _ in
            let given = Array((request.headers[.authorization] ?? "").utf8)
            guard Sodium.areEqual(Sodium.digest(given), Sodium.digest(expected)) else {
                throw HTTPError(
                    .unauthorized, headers: [.wwwAuthenticate: "Bearer"],
                    message: "This page needs the token for metrics.")
            }
            return Self.answer(
                registry.text + ProcessMetrics.text,
                mediaType: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private static func answer(
        _ text: String, mediaType: String = "text/plain; charset=utf-8",
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var response = Response.bytes(Array(text.utf8), mediaType: mediaType, status: status)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
