import RenderCache
import TestSupport
import Testing
import Web

@Suite("What is written down of kept pages", .timeLimit(.minutes(5)))
struct PageJournalTests {
    @Test("the log has a line of the same form", arguments: Way.allCases)
    func logs(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/posts/a")

            _ = try await visitor.get(
                "/posts/a?secret=hunter2", headers: ["X-Request-ID: a-name-of-mine"])

            let lines = site.log.all.filter { $0.hasPrefix("info GET /posts/a 200") }
            let last = try #require(lines.last)
            #expect(lines.count == 2)
            #expect(last.hasSuffix(" request=a-name-of-mine route=/posts/{slug}"))
            #expect(!site.log.all.contains { $0.contains("hunter2") })
        }
    }

    @Test(
        "a request's name comes back, if it is well formed", arguments: Way.allCases,
        [("a-name-of-mine", true), ("short", false), ("has a blank", false)])
    func keepsName(way: Way, name: (text: String, isKept: Bool)) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            _ = try await visitor.get("/posts/a")

            let response = try await visitor.get(
                "/posts/a", headers: ["X-Request-ID: \(name.text)"])

            #expect((response["x-request-id"] == name.text) == name.isKept)
        }
    }

    @Test("hits are counted by route, method and status", arguments: Way.allCases)
    func counts(way: Way) async throws {
        let press = PressSite(way)
        let registry = PrometheusRegistry()
        var options = TestSite.Options()
        options.settings.observing.metrics = registry
        try await press.run(options) { site in
            var visitor = site.reader
            for _ in 0..<3 { _ = try await visitor.get("/posts/a") }
            _ = try await visitor.get("/posts/a", method: "HEAD")
            _ = try await visitor.get("/posts/a", headers: ["If-None-Match: *"])

            let counts = registry.text.split(separator: "\n").filter {
                $0.hasPrefix("http_server_request_duration_seconds_count")
            }
            #expect(
                counts == [
                    """
                    http_server_request_duration_seconds_count{http_request_method="GET",\
                    http_response_status_code="200",http_route="/posts/{slug}"} 3
                    """,
                    """
                    http_server_request_duration_seconds_count{http_request_method="GET",\
                    http_response_status_code="304",http_route="/posts/{slug}"} 1
                    """,
                    """
                    http_server_request_duration_seconds_count{http_request_method="HEAD",\
                    http_response_status_code="200",http_route="/posts/{slug}"} 1
                    """,
                ])
            #expect(registry.text.contains("http_server_active_requests 0"))
        }
    }

    @Test("pages that had to go are counted by what they show", arguments: Way.allCases)
    func countsEvictions(way: Way) async throws {
        let press = PressSite(way, store: NullStore(), bytes: 32 << 10)
        try await press.run { site in
            var visitor = site.reader
            for number in 0..<40 { _ = try await visitor.get("/posts/\(number)") }

            #expect(press.evictions(of: "post") > 0)
            #expect(press.evictions(of: "site") == 0)
        }
    }
}
