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
            ("application/json, text/plain, */*", "application/problem+json"),
            ("application/json;q=0.3, */*;q=0.5", "text/html; charset=utf-8"),
            ("application/json, text/html", "text/html; charset=utf-8"),
            ("text/html;q=0, application/json;q=0.1", "application/problem+json"),
            ("application/json;q=0", "text/html; charset=utf-8"),
            ("application/*, text/*;q=0.5", "application/problem+json"),
            ("application/json;q=nonsense", "text/html; charset=utf-8"),
            (
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
                "text/html; charset=utf-8"
            ),
        ])
    func negotiates(accept: String, type: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/gone", headers: ["Accept: \(accept)"])

            #expect(response.status == 410)
            #expect(response["content-type"] == type)
        }
    }

    @Test func `a problem names its status, what to do and the request`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get(
                "/throw?token=hunter2", headers: ["Accept: application/problem+json"])

            let id = try #require(response["x-request-id"])
            #expect(
                response.text == """
                    {"detail":"The mistake is ours, and it has been noted. Please try again.",\
                    "instance":"/throw","request-id":"\(id)","status":500,\
                    "title":"Internal Server Error","type":"about:blank"}
                    """)
        }
    }

    @Test func `a kind of failure can have an address and a title of its own`() async throws {
        var options = TestSite.Options()
        options.errorRules = [
            { _ in
                var answer = ErrorAnswer(.conflict, message: "Choose another.")
                answer.type = "https://blog.example/problems/taken"
                answer.title = "Taken"
                return answer
            }
        ]
        try await TestSite.run(options) { site in
            var visitor = site.visitor

            let response = try await visitor.get("/throw", headers: ["Accept: application/json"])

            #expect(response.status == 409)
            #expect(response.text.contains(#""title":"Taken""#))
            #expect(response.text.contains(#""type":"https://blog.example/problems/taken""#))
        }
    }

    @Test(
        "every page says what the reader can do",
        arguments: [
            (400, "Go back"), (403, "sign in or ask"), (404, "Check it"), (405, "Open it"),
            (408, "try again"), (410, "Look for it"), (413, "send less"), (414, "Shorten"),
            (429, "Wait"), (431, "Delete this site"), (500, "try again"),
            (503, "try again"), (418, "Go back"),
        ])
    func advises(status: Int, advice: String) async throws {
        try await TestSite.run { routes in
            routes.get("fail") { _, _ -> Response in
                throw HTTPError(HTTPResponse.Status(code: status))
            }
        } _: { site in
            var visitor = site.visitor

            let response = try await visitor.get("/fail")

            #expect(response.status == status)
            #expect(response.text.contains(advice))
        }
    }

    @Test func `a status has a page of its own before the site's`() async throws {
        var options = TestSite.Options()
        options.errorPage = { page, _ in Array("any \(page.status.code)".utf8) }
        try await TestSite.run(options) { routes in
            routes.errorPage(for: .gone) { _, _ in Array("gone for good".utf8) }
        } _: { site in
            var visitor = site.visitor

            let gone = try await visitor.get("/gone")
            let unknown = try await visitor.get("/nowhere")

            #expect(gone.text == "gone for good")
            #expect(unknown.text == "any 404")
        }
    }

    @Test func `a page that takes too long is not waited for`() async throws {
        var options = TestSite.Options()
        options.errorPage = { _, _ in
            try await Task.sleep(for: .seconds(3600))
            return []
        }
        try await TestSite.run(options) { site in
            var visitor = site.visitor

            let response = try await visitor.get("/gone")

            #expect(response.status == 410)
            #expect(response.text.hasSuffix("</html>\n"))
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
