import TestSupport
import Testing
import Web

@Suite("Forged requests")
struct ForgeryTests {
    @Test func `a form of this site is accepted`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.submit("/echo", "a=1")

            #expect(response.text == "1")
        }
    }

    @Test func `the token may come in a header, with any body`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text

            let response = try await visitor.post(
                "/ignore", "{}", headers: ["X-CSRF-Token: \(token)"])

            #expect(response.status == 200)
        }
    }

    @Test func `each page has its own token and all of them are good`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let first = try await visitor.get("/form").text
            let second = try await visitor.get("/form").text

            let response = try await visitor.post("/echo", "a=1&_csrf=\(first)")

            #expect(first != second)
            #expect(response.status == 200)
        }
    }

    @Test(
        "what a browser says of another site is believed",
        arguments: [
            "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: odd",
            "Origin: https://evil.test", "Origin: null", "Origin: http://site.test.evil.test",
        ])
    func refusesOtherSites(header: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.submit("/echo", "a=1", headers: [header])

            #expect(response.status == 403)
        }
    }

    @Test(
        "what a browser says of this site is believed",
        arguments: ["Sec-Fetch-Site: same-origin", "Origin: http://site.test"])
    func acceptsOwn(header: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.submit("/echo", "a=1", headers: [header])

            #expect(response.status == 200)
        }
    }

    @Test func `a known origin is the only good one`() async throws {
        var options = TestSite.Options()
        options.settings = WebSettings(secretKey: .random(), origin: "https://blog.test")
        try await TestSite.run(options) { site in
            var visitor = site.visitor

            let own = try await visitor.submit(
                "/echo", "a=1", headers: ["Origin: https://blog.test"])
            let host = try await visitor.submit(
                "/echo", "a=1", headers: ["Origin: https://site.test"])

            #expect(own.status == 200)
            #expect(host.status == 403)
        }
    }

    @Test(
        "a missing or wrong token is refused",
        arguments: ["a=1", "_csrf=", "_csrf=abc", "_csrf=" + String(repeating: "A", count: 86)])
    func refusesTokens(form: String) async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.get("/form")

            let response = try await visitor.post("/ignore", form)

            #expect(response.status == 403)
            #expect(response.text.contains("Go back"))
        }
    }

    @Test func `another visitor's token is refused`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            var other = site.visitor
            _ = try await visitor.get("/form")
            let token = try await other.get("/form").text

            let response = try await visitor.post("/ignore", "_csrf=\(token)")

            #expect(response.status == 403)
        }
    }

    @Test func `a token from before signing in is refused`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            _ = try await visitor.submit("/signin", "a=ada")

            let response = try await visitor.post("/ignore", "_csrf=\(token)")

            #expect(response.status == 403)
        }
    }

    @Test func `without a cookie no token helps`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            visitor.cookie = nil

            let response = try await visitor.post("/ignore", "_csrf=\(token)")

            #expect(response.status == 403)
        }
    }

    @Test func `a token without a mask of its own is refused`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let unmasked = String(token.prefix(43))

            let response = try await visitor.post("/ignore", "_csrf=\(unmasked)")

            #expect(response.status == 403)
        }
    }

    @Test func `a session that has expired signs nobody's forms`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.submit("/signin", "a=ada")
            let token = try await visitor.get("/form").text
            site.clock.advance(by: 13 * 3600)

            let response = try await visitor.post("/act", "_csrf=\(token)")

            #expect(response.status == 403)
        }
    }

    @Test func `where a request comes from is asked before its form is read`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            _ = try await visitor.get("/form")

            let response = try await visitor.post(
                "/ignore", "%zz", headers: ["Sec-Fetch-Site: cross-site"])

            #expect(response.status == 403)
        }
    }

    @Test func `a multipart form must begin with the token`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let late = Multipart([.field("a", "1"), .field("_csrf", token)])
            let asFile = Multipart([.file("_csrf", "x", "text/plain", Array(token.utf8))])

            let lateAnswer = try await visitor.upload("/upload", late.bytes)
            let fileAnswer = try await visitor.upload("/upload", asFile.bytes)

            #expect(lateAnswer.status == 403)
            #expect(fileAnswer.status == 403)
        }
    }
}
