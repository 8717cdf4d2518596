import HTTPTypes
import TestSupport
import Testing
import Web

@Suite("Requests that are none", .timeLimit(.minutes(5)))
struct RefusalTests {
    private func answer(_ bytes: String) async throws -> RawResponse {
        var answer: RawResponse?
        try await TestSite.run { site in
            answer = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(bytes)
                return try await connection.response()
            }
        }
        return try #require(answer)
    }

    @Test(
        "what is too long is named",
        arguments: [
            ("GET /\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            ("GET /\(String(repeating: "a", count: 99_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            (
                "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 99_000))\r\n\r\n",
                431
            ),
            (
                "GET / HTTP/1.1\r\nHost: a\r\n"
                    + String(repeating: "X: \(String(repeating: "a", count: 4000))\r\n", count: 20)
                    + "\r\n", 431
            ),
            ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: a\r\n", count: 200))\r\n", 431),
            ("GET / HTTP/1.1\r\nHost: a\r\nNo Good: a\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n", 400
            ),
        ])
    func named(bytes: String, status: Int) async throws {
        let answer = try await answer(bytes)

        #expect(answer.status == status)
        #expect(answer.text.contains("<h1>"))
        #expect(answer["content-security-policy"]?.contains("default-src 'none'") == true)
    }

    @Test(
        "the page is the site's own, and the log has its number",
        arguments: [
            ("GET /\(String(repeating: "a", count: 99_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            (
                "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 99_000))\r\n\r\n",
                431
            ),
            ("NONSENSE\r\n\r\n", 400),
        ])
    func shown(bytes: String, status: Int) async throws {
        var options = TestSite.Options()
        options.errorPage = { page, _ in Array("own \(page.status.code) \(page.title)".utf8) }
        try await TestSite.run(options) { site in
            let answer = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(bytes)
                return try await connection.response()
            }

            let id = try #require(answer["x-request-id"])
            #expect(answer.text.hasPrefix("own \(status)"))
            #expect(answer["connection"] == "close")
            #expect(site.log.all.contains { $0.contains(" \(status) ") && $0.contains(id) })
        }
    }

    @Test func `who ends their side at once gets the page, too`() async throws {
        try await TestSite.run { site in
            let answer = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("NONSENSE\r\n\r\n")
                connection.end()
                return try await connection.response()
            }

            #expect(answer.status == 400)
            #expect(answer.text.contains("<h1>"))
        }
    }

    @Test func `what was asked before is answered first`() async throws {
        try await TestSite.run { site in
            let answers = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "GET /p/1 HTTP/1.1\r\nHost: a\r\n\r\nNONSENSE\r\n\r\n")
                return [try await connection.response(), try await connection.response()]
            }

            #expect(answers.map(\.status) == [200, 400])
        }
    }

    @Test func `a body that is not HTTP is answered once`() async throws {
        try await TestSite.run { site in
            let cookie = try await site.visitorCookie()
            let (answer, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /echo HTTP/1.1\r
                    Host: a\r
                    Cookie: \(cookie)\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Transfer-Encoding: chunked\r\n\r\nnonsense\r\n
                    """)
                return (try await connection.response(), await connection.drain())
            }

            #expect(answer.status == 400)
            #expect(answer["connection"] == "close")
            #expect(rest == 0)
        }
    }
}
