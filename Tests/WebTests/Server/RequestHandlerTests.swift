import Hummingbird
import NIOCore
import Synchronization
import TestSupport
import Testing
import Web

@Suite("Requests on a connection", .timeLimit(.minutes(5)))
struct RequestHandlerTests {
    @Test func `who asks for the connection's end is told of it`() async throws {
        try await TestSite.run { site in
            let (response, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return (try await connection.response(), await connection.drain())
            }

            #expect(response["connection"] == "close")
            #expect(rest == 0)
        }
    }

    @Test func `an answer that is never finished ends the connection`() async throws {
        try await TestSite.run(routes: { routes in
            routes.get("unfinished") { _, _ in
                Response(
                    status: .ok,
                    body: ResponseBody(contentLength: 2) { writer in
                        try await writer.write(ByteBuffer(string: "a"))
                    })
            }
        }) { site in
            // A connection that stays open hangs here, until the time limit of the test.
            let received = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET /unfinished HTTP/1.1\r\nHost: a\r\n\r\n")
                return await connection.drain()
            }

            #expect(received > 0)
        }
    }

    @Test func `requests sent together are answered in order, also by handlers that wait`()
        async throws
    {
        try await TestSite.run(routes: { routes in
            routes.get("wait/:slug") { _, context in
                try await Task.sleep(for: .milliseconds(5))
                return Response.text(try context.parameter("slug"))
            }
        }) { site in
            let numbers = (0..<30).map { "\($0)" }

            let texts = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    numbers.map { number in
                        let way = Int(number)?.isMultiple(of: 3) == true ? "wait" : "p"
                        return "GET /\(way)/\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
                    }.joined())
                var texts: [String] = []
                for _ in numbers { texts.append(try await connection.response().text) }
                return texts
            }

            #expect(texts == numbers)
        }
    }

    @Test func `a body of unknown length comes in chunks, and the next answer after it`()
        async throws
    {
        try await TestSite.run(routes: { routes in
            routes.get("chunks") { _, _ in
                Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        for text in ["one ", "", "two"] {
                            try await writer.write(ByteBuffer(string: text))
                        }
                        try await writer.finish(nil)
                    })
            }
        }) { site in
            let answers = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "GET /chunks HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
                return [try await connection.response(), try await connection.response()]
            }

            #expect(answers[0]["transfer-encoding"] == "chunked")
            #expect(answers.map(\.text) == ["one two", "home"])
        }
    }

    @Test func `a server that stops has seen every request end`() async throws {
        let running = Atomic(0)
        let (events, event) = AsyncStream.makeStream(of: Void.self)
        try await TestSite.run(routes: { routes in
            routes.get("running") { _, _ -> Response in
                running.add(1, ordering: .relaxed)
                defer { running.subtract(1, ordering: .relaxed) }
                event.finish()
                try await Task.sleep(for: .seconds(3600))
                return Response.text("late")
            }
        }) { site in
            let connection = Task {
                try await RawConnection.open(port: site.port) { connection in
                    try await connection.send("GET /running HTTP/1.1\r\nHost: a\r\n\r\n")
                    return await connection.drain()
                }
            }
            for await _ in events {}
            _ = connection
        }

        #expect(running.load(ordering: .relaxed) == 0)
    }
}
