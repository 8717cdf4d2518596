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

    @Test func `the values of an address come decoded and of their types`() async throws {
        try await TestSite.run { routes in
            routes.get(Route("sizes", .text("name"), .number("width", as: Int.self))) {
                _, _, name, width in Response.text("\(name) \(width + 1)")
            }
        } _: { site in
            var visitor = site.visitor

            let found = try await visitor.get("/sizes/%E4%B8%AD/479")
            let refused = try await visitor.get("/sizes/a/wide")

            #expect(found.text == "中 480")
            #expect(refused.status == 404)
        }
    }

    @Test func `literal parts win over variable ones, as far as they lead`() async throws {
        try await TestSite.run { routes in
            routes.get("q/new") { _, _ in Response.text("new") }
            routes.get("q/new/draft") { _, _ in Response.text("draft") }
            routes.get("q/:id") { _, context in Response.text(try context.parameter("id")) }
            routes.get("q/:id/edit") { _, _ in Response.text("edit") }
            routes.get("q/**") { _, context in
                Response.text(context.parameters.getCatchAll().joined(separator: "|"))
            }
        } _: { site in
            var visitor = site.visitor
            var texts: [String] = []

            for path in ["new", "new/draft", "x", "new/edit", "a/b/c"] {
                texts.append(try await visitor.get("/q/\(path)").text)
            }

            #expect(texts == ["new", "draft", "x", "edit", "a|b|c"])
        }
    }

    @Test(
        "a method that no address has is refused, TRACE above all",
        arguments: ["TRACE", "PROPFIND", "CONNECT"])
    func refusesMethods(method: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get(
                "/form", method: method, headers: ["X-Secret: hunter2"])

            #expect(response.status == 405)
            #expect(response["allow"] == "GET, HEAD, OPTIONS")
            #expect(!response.text.contains("hunter2"))
        }
    }

    @Test func `OPTIONS * asks about the whole server`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("*", method: "OPTIONS")

            #expect(response.status == 204)
            #expect(response["allow"] == "GET, HEAD, OPTIONS, POST")
        }
    }

    @Test(
        "routes that cannot be served are an error at the start",
        arguments: [
            "GET /a has two handlers.", "POST /b/{y} names its parts otherwise than /b/{x}.",
            "/other is not under /group.", "TRACE is never answered, but /t has a handler for it.",
            "/{name}.txt has a wildcard that is not served: name the part, or end with **.",
            "The group at /elsewhere is not under /group.",
        ])
    func conflicts(description: String) throws {
        let site = Site<TestLocal>(
            settings: WebSettings(secretKey: .random()), sessions: MemorySessionStore(),
            logger: Logger(label: "test"))
        let answer: @Sendable (Request, TestContext) -> Response = { _, _ in .text("") }
        switch description.prefix(6) {
        case "GET /a": site.routes.get("a", use: answer).get(Route("a"), use: answer)
        case "POST /": site.routes.get("b/:x", use: answer).post("b/:y", use: answer)
        case "/other": site.routes.group(Route("group")).get(Route("other"), use: answer)
        case "TRACE ": site.routes.on("t", method: .trace, use: answer)
        case "/{name": site.routes.get("{name}.txt", use: answer)
        default: _ = site.routes.group(Route("group")).group(Route("elsewhere"))
        }

        #expect(throws: Routes<TestContext>.Conflict(description: description)) {
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
