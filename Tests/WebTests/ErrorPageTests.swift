import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Web

@Suite("Error pages")
struct ErrorPageTests {
    @Test(
        "a failure says nothing of its cause, and names the request",
        arguments: [("/throw", 500), ("/own-500", 500), ("/gone", 410)])
    func leaksNothing(path: String, status: Int) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get(path)

            let id = try #require(response["x-request-id"])
            #expect(response.status == status)
            #expect(!response.text.contains("hunter2"))
            #expect(response.text.contains(id))
            #expect(response["cache-control"] == "no-store")
        }
    }

    @Test func `a failure is logged once, with its cause and the request`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/throw")

            let id = try #require(response["x-request-id"])
            let lines = site.log.all.filter { $0.contains("hunter2") }
            #expect(lines.count == 1)
            #expect(lines.first?.contains(id) == true)
        }
    }

    @Test func `the request log leaves the query out`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            _ = try await visitor.get("/form?token=hunter2")

            let line = site.log.all.first { $0.hasPrefix("info GET /form 200") }
            #expect(line != nil)
            #expect(!site.log.all.contains { $0.contains("hunter2") })
        }
    }

    @Test func `too many passwords at once are a page that says when to come back`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/busy")

            #expect(response.status == 503)
            #expect(response["retry-after"] == "5")
            #expect(response.text.contains("Many people are signing in"))
        }
    }

    @Test func `too many tries are a page that says when to come back`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/tries")

            #expect(response.status == 429)
            #expect(response["retry-after"] == "300")
            #expect(response.text.contains("Wait 5 minutes"))
        }
    }

    @Test func `the application's rules come first`() async throws {
        var options = TestSite.Options()
        options.errorRules = [
            { error in
                error is SecretFailure
                    ? ErrorAnswer(.serviceUnavailable, headers: [.retryAfter: "7"]) : nil
            }
        ]
        try await TestSite.run(options) { site in
            var visitor = site.visitor

            let response = try await visitor.get("/throw")

            #expect(response.status == 503)
            #expect(response["retry-after"] == "7")
        }
    }

    @Test func `the application's page is used`() async throws {
        var options = TestSite.Options()
        options.errorPage = { page, _ in Array("own \(page.status.code) \(page.title)".utf8) }
        try await TestSite.run(options) { site in
            var visitor = site.visitor

            let response = try await visitor.get("/nowhere")

            #expect(response.status == 404)
            #expect(response.text == "own 404 Page not found")
        }
    }

    @Test func `when the application's page fails too, a static one is shown`() async throws {
        var options = TestSite.Options()
        options.errorPage = { _, _ in throw SecretFailure() }
        try await TestSite.run(options) { site in
            var visitor = site.visitor

            let response = try await visitor.get("/throw")

            let policy = try #require(response["content-security-policy"])
            #expect(response.status == 500)
            #expect(response.text.hasSuffix("</html>\n"))
            #expect(policy.contains("style-src 'sha256-"))
        }
    }

    @Test(
        "a program gets the problem as JSON",
        arguments: [
            ("application/json", "application/problem+json"),
            ("text/html;q=0.5, application/problem+json", "application/problem+json"),
            ("text/html, application/json;q=0.9", "text/html; charset=utf-8"),
            ("*/*", "text/html; charset=utf-8"),
        ])
    func negotiates(accept: String, type: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/gone", headers: ["Accept: \(accept)"])

            #expect(response.status == 410)
            #expect(response["content-type"] == type)
        }
    }

    @Test func `a request that takes too long is answered, and can be tried again`() async throws {
        var options = TestSite.Options()
        options.settings.requestDeadline = .milliseconds(50)
        try await TestSite.run(options) { site in
            var visitor = site.visitor

            let response = try await visitor.get("/hang")

            #expect(response.status == 503)
            #expect(response["retry-after"] != nil)
        }
    }

    @Test func `what is to be done at the end is done when the handler throws`() async throws {
        let (ends, end) = AsyncStream.makeStream(of: String.self)
        try await TestSite.run(
            routes: { routes in
                routes.get("cleanup") { _, context -> Response in
                    context.onEnd { end.yield("first") }
                    context.onEnd { end.yield("second") }
                    throw SecretFailure()
                }
            },
            { site in
                var visitor = site.visitor

                _ = try await visitor.get("/cleanup")
                end.finish()

                var order: [String] = []
                for await name in ends { order.append(name) }
                #expect(order == ["second", "first"])
            })
    }
}
