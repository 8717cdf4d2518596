import Hummingbird
import Logging
import TestSupport
import Testing
import Web

@Suite("Routing")
struct RoutingTests {
    @Test func `an unknown address is a page that says so`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/nowhere")

            #expect(response.status == 404)
            #expect(response.text.contains("Page not found"))
        }
    }

    @Test func `a known address with another method names the methods it has`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/form", method: "DELETE")

            #expect(response.status == 405)
            #expect(response["allow"] == "GET, HEAD, OPTIONS")
        }
    }

    @Test func `OPTIONS names the methods`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/echo", method: "OPTIONS")

            #expect(response.status == 204)
            #expect(response["allow"] == "OPTIONS, POST")
        }
    }

    @Test func `HEAD answers as GET does, without the body`() async throws {
        try await TestSite.run { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
                let head = try await connection.response(isHead: true)
                try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                return (head, try await connection.response())
            }

            #expect(response.0.status == 200)
            #expect(response.0["content-length"] == "4")
            #expect(response.1.text == "home")
        }
    }

    @Test(
        "a part of the address is decoded as UTF-8",
        arguments: [
            ("/p/plain", 200, "plain"),
            ("/p/%E4%B8%AD%E6%96%87", 200, "中文"),
            ("/p/a+b", 200, "a+b"),
            ("/p/%zz", 404, ""),
            ("/p/%ff", 404, ""),
            ("/p/%00", 404, ""),
        ])
    func decodesParameters(path: String, status: Int, text: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get(path)

            #expect(response.status == status)
            #expect(status == 404 || response.text == text)
        }
    }

    @Test func `two handlers for one address are an error at the start`() throws {
        let site = Site<TestLocal>(
            settings: WebSettings(secretKey: .random()), sessions: MemorySessionStore(),
            logger: Logger(label: "test"))
        site.routes.get("a") { _, _ in Response.text("1") }
        site.routes.get("a") { _, _ in Response.text("2") }

        #expect(throws: Routes<TestContext>.Conflict.self) {
            try site.application(address: .hostname("127.0.0.1", port: 0))
        }
    }

    @Test(
        "a redirect stays on this site",
        arguments: [
            ("/posts/a?b=c", "/posts/a?b=c"), ("/posts/中", "/posts/%E4%B8%AD"),
            ("//evil.test", "/"), ("/\\evil.test", "/"), ("https://evil.test", "/"),
            ("/\t/evil.test", "/"), ("/a\r\nSet-Cookie: a", "/"), ("", "/"),
        ])
    func redirects(location: String, expected: String) {
        #expect(Response.seeOther(location).headers[.location] == expected)
    }
}
