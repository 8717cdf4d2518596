import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite("How connections end", .timeLimit(.minutes(5)))
struct ConnectionEndTests {
    private static let large = ByteBuffer(repeating: 65, count: 16 << 20)

    private func addRoutes(_ routes: Routes<TestContext>) {
        routes.get("large") { _, _ in
            Response(status: .ok, body: ResponseBody(byteBuffer: Self.large))
        }
    }

    @Test(
        "who wants to speak something else is answered, and the connection ends",
        arguments: [
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n",
            "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n",
        ])
    func upgrade(head: String) async throws {
        try await TestSite.run { site in
            // A connection that stays open hangs here, until the time limit of the test.
            let (response, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(head + "\r\n")
                return (try await connection.response(), await connection.drain())
            }

            #expect(response["connection"] == "close")
            #expect(rest == 0)
        }
    }

    @Test func `who has said all and still reads gets the whole answer`() async throws {
        try await TestSite.run(routes: addRoutes) { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try await connection.bytes(12)
                connection.end()
                // Time enough to be cut off wrongly.
                try await Task.sleep(for: .milliseconds(300))
                return await connection.drain()
            }

            #expect(response > Self.large.readableBytes)
        }
    }

    @Test func `who reads slowly is not taken for one who rests`() async throws {
        var options = TestSite.Options()
        options.settings.connections.idleTimeout = .milliseconds(200)
        try await TestSite.run(options, routes: addRoutes) { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try await connection.bytes(12)
                // Time enough to be cut off wrongly.
                try await Task.sleep(for: .milliseconds(600))
                return await connection.drain()
            }

            #expect(response > Self.large.readableBytes)
        }
    }

    @Test func `who sends more after the last answer has begun still gets it`() async throws {
        // So much that the systems at both ends hold it, but not one of them alone.
        let count = 3 << 20
        let medium = ByteBuffer(repeating: 65, count: count)
        try await TestSite.run(routes: { routes in
            routes.get("medium") { _, _ in
                Response(status: .ok, body: ResponseBody(byteBuffer: medium))
            }
        }) { site in
            let received = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "GET /medium HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                _ = try await connection.bytes(12)
                for _ in 0..<3 {
                    // Time enough to be cut off wrongly.
                    try await Task.sleep(for: .milliseconds(150))
                    try? await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                }
                return await connection.drain()
            }

            #expect(received > count)
        }
    }

    @Test func `a server that must end now does not wait for who takes nothing`() async throws {
        let (events, event) = AsyncStream.makeStream(of: Void.self)
        var client: Task<Void, any Error>?
        try await TestSite.run(routes: { routes in
            routes.get("endless") { _, _ in
                Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        event.finish()
                        while true { try await writer.write(Self.large) }
                    })
            }
        }) { site in
            client = Task { [port = site.port] in
                try await RawConnection.open(port: port, reads: false) { connection in
                    try await connection.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
                    try await Task.sleep(for: .seconds(3600))
                }
            }
            for await _ in events {}
        }
        client?.cancel()
    }

    @Test func `who still reads a body when the request is answered is told of its end`()
        async throws
    {
        let (events, event) = AsyncStream.makeStream(of: Void.self)
        try await TestSite.run(routes: { routes in
            routes.post("leave") { _, context in
                Task {
                    _ = try? await context.form()
                    event.finish()
                }
                try await Task.sleep(for: .milliseconds(50))
                return Response.text("done")
            }
        }) { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let cookie = try #require(visitor.cookie)
            let form = Multipart([.field("_csrf", token), .field("a", "1")]).bytes
            try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /leave HTTP/1.1\r
                    Host: a\r
                    Cookie: \(cookie)\r
                    Content-Type: multipart/form-data; boundary=X\r
                    Content-Length: \(form.count)\r\n\r\n
                    """)
                try await connection.send(Array(form.dropLast(10)))
                _ = try await connection.response()
                // A reader who waits for ever hangs here, until the time limit of the test.
                for await _ in events {}
            }
        }
    }
}
