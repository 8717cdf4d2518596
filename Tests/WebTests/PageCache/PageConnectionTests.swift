import TestSupport
import Testing
import Web

@Suite("Kept pages on one connection", .timeLimit(.minutes(5)))
struct PageConnectionTests {
    private func get(_ path: String, _ fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
    }

    @Test("answers keep the order of their requests", arguments: Way.allCases)
    func keepsOrder(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            _ = try await site.answers(to: [get("/posts/a"), get("/posts/b")], count: 2)
            let together = ["/posts/a", "/posts/b", "/wait", "/posts/a", "/posts/c", "/posts/b"]

            let answers = try await site.answers(
                to: [together.map { get($0) }.joined()], count: together.count)

            #expect(
                answers == [
                    "200 a 1 0 - i", "200 b 1 0 - i", "200 waited", "200 a 1 0 - i",
                    "200 c 1 0 - i", "200 b 1 0 - i",
                ])
        }
    }

    @Test(
        "a hit that comes while a slow page is made does not overtake it", arguments: Way.allCases)
    func doesNotOvertake(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            _ = try await site.answers(to: [get("/posts/a")], count: 1)

            let answers = try await site.answers(
                to: [get("/wait"), get("/posts/a"), get("/wait"), get("/posts/a")], count: 4)

            #expect(answers == ["200 waited", "200 a 1 0 - i", "200 waited", "200 a 1 0 - i"])
        }
    }

    @Test("a hit waits for what came with the rest of a body that was answered early")
    func doesNotOvertakeAfterBody() async throws {
        let press = PressSite(.early)
        try await press.run { site in
            _ = try await site.answers(to: [get("/posts/a")], count: 1)
            let texts = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")
                _ = try await connection.response()
                try await connection.send("hello" + get("/wait"))
                // A read of its own, while the page before it is being made.
                try await Task.sleep(for: .milliseconds(20))
                try await connection.send(get("/posts/a"))
                return [try await connection.response().text, try await connection.response().text]
            }

            #expect(texts.first == "waited")
            #expect(texts.last?.hasPrefix("a 1 ") == true)
        }
    }

    @Test("nothing is answered after the last request of a connection")
    func endsWithTheLast() async throws {
        let press = PressSite(.early)
        try await press.run { site in
            _ = try await site.answers(to: [get("/posts/a")], count: 1)
            try await RawConnection.open(port: site.port) { connection in
                try await connection.send(get("/wait", "Connection: close\r\n"))
                try await connection.send(get("/posts/a"))
                _ = await connection.drain()
            }

            #expect(press.pages.earlyAnswers == 0)
        }
    }

    @Test("a connection that went the slow way comes back to the fast one")
    func comesBack() async throws {
        let press = PressSite(.early)
        try await press.run { site in
            try await RawConnection.open(port: site.port) { connection in
                for path in ["/posts/a", "/posts/a", "/wait", "/posts/a", "/posts/a"] {
                    try await connection.send(get(path))
                    _ = try await connection.response()
                }
            }

            #expect(press.pages.earlyAnswers == 3)
        }
    }

    @Test("a request in pieces is one request", arguments: Way.allCases)
    func joinsPieces(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            _ = try await site.answers(to: [get("/posts/a")], count: 1)
            let text = get("/posts/a", "Accept: */*\r\n")

            let answers = try await RawConnection.open(port: site.port) { connection in
                var answers: [String] = []
                for _ in 0..<2 {
                    for byte in text.utf8 {
                        try await connection.send([byte])
                        // Each byte comes alone.
                        await Task.yield()
                    }
                    answers.append(try await connection.response().text)
                }
                return answers
            }

            #expect(answers.map { $0.prefix(3) } == ["a 1", "a 1"])
        }
    }

    // The decoder holds the beginning of a request when the one before it is answered: what
    // comes next goes on with it, even if it looks like a request of its own.
    @Test("the rest of a head is not taken for a request", arguments: Way.allCases)
    func doesNotSplitHeads(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            _ = try await site.answers(to: [get("/posts/a")], count: 1)

            let answers = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    get("/wait") + "GET /posts/b HTTP/1.1\r\nX-A: ")
                let first = try await connection.response().text
                try await connection.send(get("/posts/a"))
                return [first, String(try await connection.response().text.prefix(3))]
            }

            #expect(answers == ["waited", "b 1"])
        }
    }

    @Test("a body goes to the slow way, and what follows it", arguments: Way.allCases)
    func leavesBodies(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            _ = try await site.answers(to: [get("/posts/a")], count: 1)
            let inner = get("/posts/b")
            let outer = get("/posts/a", "Content-Length: \(inner.utf8.count)\r\n") + inner

            let answers = try await site.answers(to: [outer, get("/posts/a"), outer], count: 3)

            #expect(answers.map { $0.prefix(5) } == ["200 a", "200 a", "200 a"])
            #expect(press.count("b") == 0)
        }
    }

    @Test("a body in chunks is no second request", arguments: Way.allCases)
    func leavesChunks(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            let inner = get("/posts/b")
            let size = String(inner.utf8.count, radix: 16)
            let outer = get("/posts/a", "Transfer-Encoding: chunked\r\n")

            // At once: who is answered before a body of unknown length has come is left.
            let answers = try await site.answers(
                to: [outer + "\(size)\r\n\(inner)\r\n0\r\n\r\n" + get("/posts/a")], count: 2)

            #expect(answers.map { $0.prefix(5) } == ["200 a", "200 a"])
            #expect(press.count("b") == 0)
        }
    }

    @Test("a connection ends when its client says so", arguments: Way.allCases)
    func closes(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            let (status, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(get("/posts/a"))
                _ = try await connection.response()
                try await connection.send(get("/posts/a", "Connection: close\r\n"))
                return (try await connection.response().status, await connection.drain())
            }

            #expect(status == 200 && rest == 0)
        }
    }

    @Test(
        "heads beyond the limits are refused", arguments: Way.allCases,
        [("/posts/a", 20_000, 431), ("/posts/a", 10, 200), ("/?before=", 10, 200)])
    func limitsHeads(way: Way, head: (path: String, bytes: Int, status: Int)) async throws {
        let press = PressSite(way)
        try await press.run { site in
            _ = try await site.answers(to: [get(head.path)], count: 1)
            let long = String(repeating: "x", count: head.bytes)

            let answers = try await site.answers(
                to: [get(head.path, "X-Long: \(long)\r\n")], count: 1)

            #expect(answers[0].hasPrefix("\(head.status)"))
        }
    }

    // More than the connection may hold unread: the rest goes the way that waits.
    @Test("a great many requests at once are all answered in order", arguments: Way.allCases)
    func answersMany(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            let paths = (0..<400).map { "/posts/\($0 % 5)" }
            _ = try await site.answers(to: paths.prefix(5).map { get($0) }, count: 5)

            let answers = try await site.answers(
                to: [paths.map { get($0) }.joined()], count: paths.count)

            #expect(answers == paths.map { "200 \($0.dropFirst(7)) 1 0 - i" })
        }
    }
}
