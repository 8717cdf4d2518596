import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite("Limits of connections", .timeLimit(.minutes(5)))
struct ConnectionLimitTests {
    @Test func `one address has only so many connections`() async throws {
        var options = TestSite.Options()
        options.settings.connections.connectionsPerAddress = 1
        try await TestSite.run(options) { site in
            let port = site.port
            let received = try await RawConnection.open(port: port) { first in
                try await first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try await first.response()
                return try await RawConnection.open(port: port) { second in
                    try? await second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                    return await second.drain()
                }
            }

            #expect(received == 0)
        }
    }

    @Test func `a connection that has closed makes room`() async throws {
        var options = TestSite.Options()
        options.settings.connections.connectionsPerAddress = 1
        try await TestSite.run(options) { site in
            var statuses: [Int] = []
            while statuses.count < 3 {
                var visitor = site.visitor
                // The server may notice a moment later that the last one has closed.
                guard let response = try? await visitor.get("/") else { continue }
                statuses.append(response.status)
            }

            #expect(statuses == [200, 200, 200])
        }
    }

    @Test func `who comes when all connections are taken waits for one`() async throws {
        var options = TestSite.Options()
        options.settings.connections.connections = 1
        try await TestSite.run(options) { site in
            let port = site.port
            let (events, event) = AsyncStream.makeStream(of: String.self)
            let second = try await RawConnection.open(port: port) { first in
                try await first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try await first.response()
                let second = Task {
                    try await RawConnection.open(port: port) { second in
                        try await second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                        _ = try await second.response()
                        event.yield("the second is served")
                        event.finish()
                    }
                }
                // Time enough to be served wrongly.
                try await Task.sleep(for: .milliseconds(100))
                event.yield("the first leaves")
                return second
            }
            try await second.value

            let order = await events.reduce(into: []) { $0.append($1) }
            #expect(order == ["the first leaves", "the second is served"])
        }
    }

    @Test func `bodies beyond what fits are asked to come later`() async throws {
        var options = TestSite.Options()
        options.settings.connections.bytesInFlight = 1000
        try await TestSite.run(options) { site in
            let head = """
                POST /echo HTTP/1.1\r
                Host: a\r
                Cookie: \(try await site.visitorCookie())\r
                Content-Type: application/x-www-form-urlencoded\r
                Expect: 100-continue\r
                Content-Length: 800\r\n\r\n
                """
            let port = site.port
            let (first, second) = try await RawConnection.open(port: port) { one in
                try await one.send(head)
                let first = try await one.response(isHead: true)
                return try await RawConnection.open(port: port) { two in
                    try await two.send(head)
                    return (first, try await two.response())
                }
            }
            var visitor = site.visitor
            let afterwards = try await visitor.submit("/echo", "a=1")

            #expect(first.status == 100)
            #expect(second.status == 503)
            #expect(second["retry-after"] != nil)
            #expect(afterwards.text == "1")
        }
    }

    @Test func `a body that never fits is not asked to come later`() async throws {
        var options = TestSite.Options()
        options.settings.connections.bytesInFlight = 1000
        try await TestSite.run(options) { site in
            let answer = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /echo HTTP/1.1\r
                    Host: a\r
                    Cookie: \(site.visitorCookie())\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 1001\r\n\r\n
                    """)
                return try await connection.response()
            }

            #expect(answer.status == 413)
            #expect(answer["retry-after"] == nil)
        }
    }

    @Test func `who asks first is told to send the body once somebody reads it`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let body = "_csrf=\(token)&a=1"
            let cookie = try #require(visitor.cookie)
            let answers = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /echo HTTP/1.1\r
                    Host: a\r
                    Cookie: \(cookie)\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Expect: 100-continue\r
                    Content-Length: \(body.utf8.count)\r\n\r\n
                    """)
                let first = try await connection.response(isHead: true)
                try await connection.send(body)
                return [first, try await connection.response()]
            }

            #expect(answers.map(\.status) == [100, 200])
            #expect(answers.last?.text == "1")
        }
    }

    @Test("who asks first and is refused never sends the body", arguments: ["/nowhere", "/echo"])
    func refusedUnread(path: String) async throws {
        try await TestSite.run { site in
            let (answer, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST \(path) HTTP/1.1\r
                    Host: a\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Expect: 100-continue\r
                    Content-Length: 100\r\n\r\n
                    """)
                return (try await connection.response(), await connection.drain())
            }

            #expect(answer.status == (path == "/echo" ? 403 : 404))
            #expect(answer["connection"] == "close")
            #expect(rest == 0)
        }
    }

    @Test func `nobody is asked for a body in the middle of an answer`() async throws {
        let (events, event) = AsyncStream.makeStream(of: Void.self)
        try await TestSite.run(routes: { routes in
            routes.post("late") { _, context in
                Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        try await writer.write(ByteBuffer(string: "one "))
                        let form = Task { try? await context.form() }
                        event.finish()
                        _ = await form.value
                        try await writer.write(ByteBuffer(string: "two"))
                        try await writer.finish(nil)
                    })
            }
        }) { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let cookie = try #require(visitor.cookie)
            let body = "a=1"
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    POST /late HTTP/1.1\r
                    Host: a\r
                    Cookie: \(cookie)\r
                    X-CSRF-Token: \(token)\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Expect: 100-continue\r
                    Content-Length: \(body.utf8.count)\r\n\r\n
                    """)
                for await _ in events {}
                // Time enough to be asked wrongly.
                try await Task.sleep(for: .milliseconds(100))
                try await connection.send(body)
                return try await connection.response()
            }

            #expect(response.text == "one two")
        }
    }
}
