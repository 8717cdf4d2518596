import TestSupport
import Testing
import Web

@Suite("Connections")
struct ConnectionTests {
    @Test func `an unannounced body is cut off soon after an early answer`() async throws {
        try await TestSite.run { site in
            let (response, sent) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "POST /nowhere HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                let response = try await connection.response()
                return (response, await connection.flood(atMost: 64 << 20))
            }

            #expect(response.status == 404)
            #expect(response["connection"] == "close")
            #expect(sent < 32 << 20)
        }
    }

    @Test func `a body that is announced too large is refused unread`() async throws {
        try await TestSite.run { site in
            let (response, after) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /echo HTTP/1.1\r
                    Host: a\r
                    Cookie: \(site.visitorCookie())\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 9999999999\r\n\r\n
                    """)
                let response = try await connection.response()
                return (response, await connection.drain())
            }

            #expect(response.status == 413)
            #expect(response["connection"] == "close")
            #expect(response.text.contains("Too large"))
            #expect(after == 0)
        }
    }

    @Test func `a small body that nobody reads leaves the connection open`() async throws {
        try await TestSite.run { site in
            let statuses = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12345")
                let first = try await connection.response()
                try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                return [first.status, try await connection.response().status]
            }

            #expect(statuses == [404, 200])
        }
    }

    @Test func `requests sent together are answered in order`() async throws {
        try await TestSite.run { site in
            let texts = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "GET /p/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /p/2 HTTP/1.1\r\nHost: a\r\n\r\n")
                return [
                    try await connection.response().text, try await connection.response().text,
                ]
            }

            #expect(texts == ["1", "2"])
        }
    }

    @Test func `a form that never ends arriving is given up`() async throws {
        var options = TestSite.Options()
        options.settings.requestDeadline = .seconds(2)
        try await TestSite.run(options) { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /echo HTTP/1.1\r
                    Host: a\r
                    Cookie: \(site.visitorCookie())\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 100\r\n\r\na=1
                    """)
                return try await connection.response()
            }

            #expect(response.status == 408)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a body that calls itself an upload gets no more time for it`() async throws {
        var options = TestSite.Options()
        options.settings.requestDeadline = .seconds(2)
        try await TestSite.run(options) { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /upload HTTP/1.1\r
                    Host: a\r
                    Cookie: \(site.visitorCookie())\r
                    Content-Type: multipart/form-data; boundary=X\r
                    Content-Length: 100\r\n\r\n--X
                    """)
                return try await connection.response()
            }

            #expect(response.status == 408)
        }
    }

    @Test func `a handler that takes files has the time of an upload`() async throws {
        var options = TestSite.Options()
        options.settings.requestDeadline = .seconds(3)
        try await TestSite.run(options) { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text

            let response = try await visitor.upload(
                "/upload-for-long", Multipart([.field("_csrf", token)]).bytes)

            #expect(response.text == "done")
        }
    }

    @Test(
        "bytes that are no HTTP end the connection",
        arguments: [
            "NONSENSE\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        ])
    func refusesNonsense(bytes: String) async throws {
        try await TestSite.run { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(bytes)
                let response = try await connection.response()
                _ = await connection.drain()
                return response
            }

            #expect(response.status == 400)
        }
    }

    @Test func `a silent connection is closed`() async throws {
        var options = TestSite.Options()
        options.settings.connections.headTimeout = .milliseconds(100)
        try await TestSite.run(options) { site in
            let received = try await RawConnection.open(port: site.port) { connection in
                await connection.drain()
            }

            #expect(received == 0)
        }
    }

    @Test func `every response has the security headers`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            for path in ["/", "/nowhere", "/throw", "/bytes"] {
                let response = try await visitor.get(path)
                let policy = response["content-security-policy"] ?? ""
                #expect(policy.contains("default-src 'none'"), "\(path)")
                #expect(policy.contains("frame-ancestors 'none'"), "\(path)")
                #expect(response["x-content-type-options"] == "nosniff", "\(path)")
                #expect(response["referrer-policy"] == "same-origin", "\(path)")
                #expect(response["cross-origin-opener-policy"] == "same-origin", "\(path)")
                #expect(response["permissions-policy"] != nil, "\(path)")
                #expect(response["strict-transport-security"] == nil, "\(path)")
            }
        }
    }

    @Test func `a handler's own header wins and is not doubled`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/own-policy")

            #expect(response.all("content-security-policy") == ["sandbox"])
        }
    }
}

extension RawConnection {
    /// Sends chunks until the server ends the connection, and returns how many bytes
    /// it could send.
    fileprivate func flood(atMost limit: Int) async -> Int {
        let chunk = Array("1000\r\n".utf8) + [UInt8](repeating: 65, count: 4096) + [13, 10]
        var sent = 0
        while sent < limit {
            do { try await send(chunk) } catch { break }
            sent += chunk.count
            // What is sent counts, not what waits in memory for a busy event loop.
            try? await Task.sleep(for: .milliseconds(1))
        }
        return sent
    }
}
