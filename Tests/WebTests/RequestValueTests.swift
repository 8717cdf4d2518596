import Hummingbird
import NIOCore
import Synchronization
import TestSupport
import Testing
import Web

/// What was opened and closed, in order.
private final class Ledger: Sendable {
    private let lines = Mutex<[String]>([])
    private let ends = AsyncStream.makeStream(of: Void.self)

    var all: [String] { lines.withLock { $0 } }

    func note(_ line: String) {
        lines.withLock { $0.append(line) }
        if line.hasPrefix("close") { ends.continuation.yield() }
    }

    /// Waits until something is closed.
    func closing() async {
        for await _ in ends.stream { return }
    }

    func key(_ name: String, closeFails: Bool = false) -> RequestKey<String> {
        RequestKey(
            open: {
                self.note("open \(name)")
                return name
            },
            close: { name in
                // Would throw in a task that is cancelled.
                try Task.checkCancellation()
                self.note("close \(name)")
                if closeFails { throw SecretFailure() }
            })
    }
}

@Suite("Values of a request", .timeLimit(.minutes(5)))
struct RequestValueTests {
    private let ledger = Ledger()

    @Test func `a value is opened once, however many ask at once, and closed`() async throws {
        let key = ledger.key("a")
        try await serve { context in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<10 { group.addTask { _ = try? await context.value(key) } }
            }
            return Response.text(try await context.value(key))
        } get: { response in
            #expect(response.text == "a")
            #expect(ledger.all == ["open a", "close a"])
        }
    }

    @Test func `what nobody asks for is not opened`() async throws {
        _ = ledger.key("a")
        try await serve { _ in
            Response.text("")
        } get: { _ in
            #expect(ledger.all.isEmpty)
        }
    }

    @Test func `what was opened last is closed first, also if closing fails`() async throws {
        let keys = [ledger.key("a"), ledger.key("b", closeFails: true)]
        try await serve { context in
            for key in keys { _ = try await context.value(key) }
            throw SecretFailure()
        } get: { response in
            #expect(response.status == 500)
            #expect(ledger.all == ["open a", "open b", "close b", "close a"])
        }
    }

    @Test func `what could not be opened is tried again and not closed`() async throws {
        let ledger = ledger
        let key = RequestKey<String>(
            open: {
                ledger.note("open")
                throw SecretFailure()
            },
            close: { _ in ledger.note("close") })
        try await serve { context in
            _ = try? await context.value(key)
            _ = try? await context.value(key)
            return Response.text("")
        } get: { _ in
            #expect(ledger.all == ["open", "open"])
        }
    }

    @Test func `a value is closed when the time is up`() async throws {
        let key = ledger.key("a")
        try await serve(deadline: .seconds(2)) { context in
            _ = try await context.value(key)
            try await Task.sleep(for: .seconds(3600))
            return Response.text("")
        } get: { response in
            #expect(response.status == 503)
            #expect(ledger.all == ["open a", "close a"])
        }
    }

    @Test func `a value is closed when the visitor has gone`() async throws {
        let key = ledger.key("a")
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let (departures, departure) = AsyncStream.makeStream(of: Void.self)
        try await TestSite.run { routes in
            routes.get("value") { _, context in
                let text = try await context.value(key)
                arrival.finish()
                for await _ in departures {}
                return Response.text(text)
            }
        } _: { site in
            try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET /value HTTP/1.1\r\nHost: a\r\n\r\n")
                for await _ in arrivals {}
            }
            departure.finish()
            await ledger.closing()

            #expect(ledger.all == ["open a", "close a"])
        }
    }

    @Test func `a value is closed when the server is ended`() async throws {
        let key = ledger.key("a")
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let port = AsyncStream.makeStream(of: Int.self)
        let server = Task {
            try await TestSite.run { routes in
                routes.get("value") { _, context in
                    _ = try await context.value(key)
                    arrival.finish()
                    try await Task.sleep(for: .seconds(3600))
                    return Response.text("")
                }
            } _: { site in
                port.continuation.yield(site.port)
                try await Task.sleep(for: .seconds(3600))
            }
        }
        for await port in port.stream {
            try await RawConnection.open(port: port) { connection in
                try await connection.send("GET /value HTTP/1.1\r\nHost: a\r\n\r\n")
                for await _ in arrivals {}
                server.cancel()
                await ledger.closing()
            }
            break
        }
        _ = await server.result

        #expect(ledger.all == ["open a", "close a"])
    }

    @Test(
        "a body that streams keeps the request's values until it is sent, or cannot be",
        arguments: [("GET", "ab"), ("HEAD", ""), ("BREAK", "")])
    func lastsUntilSent(method: String, text: String) async throws {
        let key = ledger.key("a")
        let ledger = ledger
        try await TestSite.run { routes in
            routes.get("value") { _, context in
                _ = try await context.value(key)
                context.lastsUntilSent()
                return Response(
                    status: .ok,
                    body: ResponseBody(contentLength: 2) { writer in
                        if method == "BREAK" { throw SecretFailure() }
                        for piece in ["a", "b"] {
                            ledger.note("send \(piece)")
                            try await writer.write(ByteBuffer(string: piece))
                        }
                        try await writer.finish(nil)
                    })
            }
        } _: { site in
            var visitor = site.visitor

            let response = try? await visitor.get(
                "/value", method: method == "HEAD" ? "HEAD" : "GET")
            await ledger.closing()

            #expect(response?.text ?? "" == text)
            #expect(ledger.all == ["open a"] + text.map { "send \($0)" } + ["close a"])
        }
    }

    /// Serves one page and gets it.
    private func serve(
        deadline: Duration = .seconds(30),
        page: @escaping @Sendable (TestContext) async throws -> Response,
        get: (RawResponse) async throws -> Void
    ) async throws {
        var options = TestSite.Options()
        options.settings.requestDeadline = deadline
        try await TestSite.run(options) { routes in
            routes.get("value") { _, context in try await page(context) }
        } _: { site in
            var visitor = site.visitor
            try await get(try await visitor.get("/value"))
        }
    }
}
