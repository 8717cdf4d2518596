import HTTPTypes
import Hummingbird
import InMemoryTracing
import Synchronization
import TestSupport
import Testing
import Tracing
import Web

@Suite("Observing", .timeLimit(.minutes(5)))
struct ObservingTests {
    private static let token = "a-token-that-is-long-enough"

    @Test(
        "a request keeps the name it came with, if that is well formed",
        arguments: [
            ("01J9Z3-abc_DEF.9", true), ("short", false), ("", false), ("has a blank", false),
            ("<script>alert(1)", false), (String(repeating: "a", count: 64), true),
            (String(repeating: "a", count: 65), false), ("ünïcödé-123", false),
        ])
    func keepsName(id: String, isKept: Bool) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/gone", headers: ["X-Request-ID: \(id)"])

            let name = try #require(response["x-request-id"])
            #expect((name == id) == isKept)
            #expect(name.utf8.count >= 8)
            #expect(response.text.contains(name))
            #expect(site.log.all.contains { $0.contains("request=\(name)") })
        }
    }

    @Test func `the request log has the pattern and not the query`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            _ = try await visitor.get("/p/a?secret=hunter2")

            let line = try #require(site.log.all.first { $0.hasPrefix("info GET /p/a 200") })
            #expect(line.contains("route=/p/{slug}"))
            #expect(!site.log.all.contains { $0.contains("hunter2") })
        }
    }

    @Test func `times are kept by pattern, method and status, whatever is asked`() async throws {
        try await observe { visitor, _ in
            for number in 0..<20 {
                _ = try await visitor.get("/p/\(number)")
                _ = try await visitor.get("/nowhere/\(number)", method: "PROPFIND")
            }
            _ = try await visitor.get("/P/a")

            let lines = try await metrics(&visitor)
            let counts = lines.filter { $0.hasPrefix("http_server_request_duration_seconds_count") }
            #expect(
                counts == [
                    """
                    http_server_request_duration_seconds_count{http_request_method="GET",\
                    http_response_status_code="200",http_route="/p/{slug}"} 20
                    """,
                    """
                    http_server_request_duration_seconds_count{http_request_method="GET",\
                    http_response_status_code="308",http_route="/p/{slug}"} 1
                    """,
                    """
                    http_server_request_duration_seconds_count{http_request_method="_OTHER",\
                    http_response_status_code="404",http_route=""} 20
                    """,
                ])
            #expect(lines.contains("http_server_active_requests 1"))
        }
    }

    @Test(
        "metrics are for whoever has the token",
        arguments: [
            (nil, nil, 404), (token, nil, 401), (token, "Bearer wrong", 401),
            (token, "Basic \(token)", 401), (token, "Bearer \(token)", 200),
            (nil, "Bearer \(token)", 404), (nil, "Bearer ", 404),
        ] as [(String?, String?, Int)])
    func guardsMetrics(token: String?, authorization: String?, status: Int) async throws {
        try await observe(token: token) { visitor, _ in
            let headers = authorization.map { ["Authorization: \($0)"] } ?? []

            let response = try await visitor.get("/metrics", headers: headers)

            #expect(response.status == status)
            #expect((status == 401) == (response["www-authenticate"] == "Bearer"))
            #expect((status == 200) == response.text.contains("# TYPE"))
        }
    }

    @Test func `a process says that it is alive, whatever it lacks`() async throws {
        try await observe(checks: [ReadinessCheck("cellar") { throw SecretFailure() }]) {
            visitor, _ in
            let alive = try await visitor.get("/healthz")
            let ready = try await visitor.get("/readyz")

            #expect(alive.status == 200)
            #expect(alive["cache-control"] == "no-store")
            #expect(alive["set-cookie"] == nil)
            #expect(ready.status == 503)
            #expect(ready.text == "not ready: cellar")
        }
    }

    @Test func `a site is ready when all is there that it needs`() async throws {
        try await observe(checks: [ReadinessCheck("a") {}, ReadinessCheck("b") {}]) {
            visitor, _ in
            let ready = try await visitor.get("/readyz")

            #expect(ready.status == 200)
            #expect(ready.text == "ready")
        }
    }

    @Test func `what does not answer in time is not ready, and is not waited for`() async throws {
        let (forever, end) = AsyncStream.makeStream(of: Void.self)
        defer { end.finish() }
        let check = ReadinessCheck("well", patience: .milliseconds(20)) {
            // Does not heed being cancelled.
            await Task { for await _ in forever {} }.value
        }
        try await observe(checks: [check]) { visitor, _ in
            let ready = try await visitor.get("/readyz")

            #expect(ready.status == 503)
        }
    }

    @Test func `however many ask, what is needed is asked once`() async throws {
        let asked = Mutex(0)
        try await observe(checks: [ReadinessCheck("a") { asked.withLock { $0 += 1 } }]) {
            visitor, _ in
            for _ in 0..<5 { _ = try await visitor.get("/readyz") }

            // A second may have passed on a machine that is very busy.
            #expect(asked.withLock(\.self) < 5)
        }
    }

    @Test func `a request is a span, and what it does is within`() async throws {
        let tracer = InMemoryTracer()
        var options = TestSite.Options()
        options.settings.observing.tracer = tracer
        try await TestSite.run(options) { routes in
            routes.get("traced/:id") { _, _ -> Response in
                tracer.startAnySpan("inner", context: .current ?? .topLevel, ofKind: .internal)
                    .end()
                throw SecretFailure()
            }
        } _: { site in
            var visitor = site.visitor
            _ = try await visitor.get(
                "/traced/a?b=hunter2",
                headers: ["in-memory-trace-id: 1", "in-memory-span-id: 2"])
        }

        let spans = tracer.finishedSpans
        let inner = try #require(spans.first { $0.operationName == "inner" })
        let outer = try #require(spans.first { $0.operationName == "GET /traced/{id}" })
        #expect(inner.traceID == outer.traceID)
        #expect(inner.parentSpanID == outer.spanID)
        #expect(outer.parentSpanID == nil)
        #expect(outer.status?.code == .error)
        #expect(outer.attributes.get("http.route") == .string("/traced/{id}"))
        #expect(outer.attributes.get("url.path") == .string("/traced/a"))
        #expect(outer.attributes.get("http.response.status_code") == .int64(500))
    }

    /// Serves the test site with everything that is observed, and without its log.
    private func observe(
        token: String? = ObservingTests.token, checks: [ReadinessCheck] = [],
        _ body: (inout Browser, TestSite) async throws -> Void
    ) async throws {
        var options = TestSite.Options()
        options.settings.observing.metrics = PrometheusRegistry()
        options.settings.observing.metricsToken = token
        let settings = options.settings.observing
        try await TestSite.run(options) { routes in
            routes.add(Operations<TestLocal>(settings, checks: checks))
        } _: { site in
            var visitor = site.visitor
            try await body(&visitor, site)
        }
    }

    private func metrics(_ visitor: inout Browser) async throws -> [String] {
        let response = try await visitor.get(
            "/metrics", headers: ["Authorization: Bearer \(Self.token)"])
        #expect(response["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        return response.text.split(separator: "\n").map(String.init)
    }
}
