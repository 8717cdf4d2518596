import HTTPTypes
import Hummingbird
import Tracing

/// A span for each request.
///
/// Names and attributes are OpenTelemetry's for HTTP servers:
/// https://opentelemetry.io/docs/specs/semconv/http/http-spans/
struct RequestTracing: Sendable {
    private struct HeaderExtractor: Extractor {
        func extract(key: String, from headers: HTTPFields) -> String? {
            HTTPField.Name(key).flatMap { headers[$0] }
        }
    }

    private let tracer: any Tracer
    private let continuesTraces: Bool

    /// Traces for whoever reads it; `nil` where nobody would.
    init?(_ settings: ObservingSettings) {
        guard !(settings.tracer is NoOpTracer) else { return nil }
        tracer = settings.tracer
        continuesTraces = settings.continuesTraces
    }

    /// Runs what answers a request, which knows its route.
    func observe(
        _ request: Request, route: String?, _ answer: () async -> Response
    ) async -> Response {
        var context = ServiceContext.topLevel
        if continuesTraces {
            tracer.extract(request.headers, into: &context, using: HeaderExtractor())
        }
        let method = request.method.rawValue
        let span = tracer.startAnySpan(
            route.map { "\(method) \($0)" } ?? method, context: context, ofKind: .server)
        span.attributes["http.request.method"] = method
        span.attributes["http.route"] = route
        // Without the query, which may hold what nobody else should know.
        span.attributes["url.path"] = request.uri.path
        let response = await ServiceContext.$current.withValue(span.context) { await answer() }
        span.attributes["http.response.status_code"] = response.status.code
        if response.status.code >= 500 {
            span.attributes["error.type"] = "\(response.status.code)"
            span.setStatus(SpanStatus(code: .error))
        }
        span.end()
        return response
    }
}
