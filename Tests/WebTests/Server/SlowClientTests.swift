import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite("Slow clients", .timeLimit(.minutes(5)))
struct SlowClientTests {
    private func options(
        _ change: (inout ConnectionLimits) -> Void
    ) -> TestSite.Options {
        var options = TestSite.Options()
        change(&options.settings.connections)
        return options
    }

    @Test func `a head that does not end is answered and the connection closed`() async throws {
        var options = options { $0.headTimeout = .seconds(8) }
        options.errorPage = { page, _ in Array("own \(page.title)".utf8) }
        try await TestSite.run(options) { site in
            let (response, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n")
                return (try await connection.response(), await connection.drain())
            }

            #expect(response.status == 408)
            #expect(response["connection"] == "close")
            #expect(response["x-content-type-options"] == "nosniff")
            let id = try #require(response["x-request-id"])
            #expect(response.text == "own Too slow")
            #expect(site.log.all.contains { $0.contains(" 408 ") && $0.contains(id) })
            #expect(rest == 0)
        }
    }

    @Test func `a second head has its own time, counted from its first byte`() async throws {
        let options = options {
            $0.headTimeout = .seconds(8)
            $0.idleTimeout = .seconds(3600)
        }
        try await TestSite.run(options) { site in
            let statuses = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let first = try await connection.response().status
                try await connection.send("G")
                return [first, try await connection.response().status]
            }

            #expect(statuses == [200, 408])
        }
    }

    @Test func `a connection that rests too long is closed without a word`() async throws {
        try await TestSite.run(options { $0.idleTimeout = .milliseconds(100) }) { site in
            let rest = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try await connection.response()
                return await connection.drain()
            }

            #expect(rest == 0)
        }
    }

    @Test func `a body that comes too slowly is answered in the site's words`() async throws {
        try await TestSite.run(options { $0.rateWindow = .milliseconds(200) }) { site in
            let cookie = try await site.visitorCookie()
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /echo HTTP/1.1\r
                    Host: a\r
                    Cookie: \(cookie)\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 5000\r\n\r\na=1
                    """)
                return try await connection.response()
            }

            #expect(response.status == 408)
            #expect(response["connection"] == "close")
            #expect(response["x-request-id"] != nil)
        }
    }

    @Test func `a client that takes nothing is cut off`() async throws {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        try await TestSite.run(
            options {
                $0.rateWindow = .milliseconds(300)
                $0.minimumRate = 1 << 20
            },
            routes: { routes in
                routes.get("endless") { _, _ in
                    Response(
                        status: .ok,
                        body: ResponseBody { writer in
                            defer { end.finish() }
                            let piece = ByteBuffer(repeating: 65, count: 1 << 20)
                            while true { try await writer.write(piece) }
                        })
                }
            }
        ) { site in
            try await RawConnection.open(port: site.port, reads: false) { connection in
                try await connection.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
                for await _ in ends {}
            }
        }
    }

    @Test func `who closes while waiting has the work cancelled`() async throws {
        let (events, event) = AsyncStream.makeStream(of: String.self)
        try await TestSite.run(routes: { routes in
            routes.get("wait") { _, context -> Response in
                context.onEnd { event.finish() }
                event.yield("began")
                do {
                    try await Task.sleep(for: .seconds(3600))
                } catch is CancellationError {
                    event.yield("cancelled")
                }
                return Response.text("nobody reads this")
            }
        }) { site in
            var seen: [String] = []
            var iterator = events.makeAsyncIterator()
            try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
                seen.append(try #require(await iterator.next()))
            }
            while let next = await iterator.next() { seen.append(next) }

            #expect(seen == ["began", "cancelled"])
        }
    }
}
