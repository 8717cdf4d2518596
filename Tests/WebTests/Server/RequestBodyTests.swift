import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite("Bodies of requests", .timeLimit(.minutes(5)))
struct RequestBodyTests {
    /// Adds a page that tells how much came, and what field was with it.
    private func addRoutes(_ routes: Routes<TestContext>) {
        routes.get("count/:pause") { request, context in
            let pause = Int(try context.parameter("pause")) ?? 0
            var count = 0
            for try await piece in request.body {
                count += piece.readableBytes
                if pause > 0 { try await Task.sleep(for: .milliseconds(pause)) }
            }
            return Response.text("\(count) \(request.headers[.eTag] ?? "-")")
        }
    }

    /// The texts of the answers to bytes.
    private func texts(_ bytes: [UInt8], count: Int) async throws -> [String] {
        var texts: [String] = []
        try await TestSite.run(routes: addRoutes) { site in
            texts = try await RawConnection.open(port: site.port) { connection in
                // As a client does that sends and reads at the same time.
                try await connection.send(bytes)
                var texts: [String] = []
                for _ in 0..<count { texts.append(try await connection.response().text) }
                return texts
            }
        }
        return texts
    }

    @Test func `trailers are no part of the body, nor of the head`() async throws {
        let request = """
            GET /count/0 HTTP/1.1\r
            Host: a\r
            Transfer-Encoding: chunked\r
            Trailer: ETag\r\n\r
            3\r\none\r\n0\r\nETag: "a"\r\nHost: b\r\n\r\n
            """

        let texts = try await texts(Array((request + request).utf8), count: 2)

        #expect(texts == ["3 -", "3 -"])
    }

    @Test func `trailers without end are refused`() async throws {
        try await TestSite.run(routes: addRoutes) { site in
            let (response, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "GET /count/0 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                        + String(
                            repeating: "X: \(String(repeating: "a", count: 4000))\r\n", count: 20))
                return (try await connection.response(), await connection.drain())
            }

            #expect(response.status == 400)
            #expect(rest == 0)
        }
    }

    @Test func `thousands of chunks of one byte are one body`() async throws {
        let chunks = String(repeating: "1\r\na\r\n", count: 20_000) + "0\r\n\r\n"
        let head = "GET /count/0 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

        let texts = try await texts(Array((head + chunks + head + chunks).utf8), count: 2)

        #expect(texts == ["20000 -", "20000 -"])
    }

    @Test func `a large body is read by a slow reader without a loss`() async throws {
        let count = 3 << 20
        let head = "GET /count/1 HTTP/1.1\r\nHost: a\r\nContent-Length: \(count)\r\n\r\n"
        let request = Array(head.utf8) + [UInt8](repeating: 65, count: count)

        let texts = try await texts(request + request, count: 2)

        #expect(texts == ["\(count) -", "\(count) -"])
    }

    @Test(
        "a body is not taken for a request",
        arguments: ["GET", "HEAD", "POST", "OPTIONS", "DELETE"])
    func notRequest(method: String) async throws {
        let hidden = "GET /count/0 HTTP/1.1\r\nHost: a\r\n\r\n"
        try await TestSite.run(routes: addRoutes) { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "\(method) / HTTP/1.1\r\nHost: a\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n"
                        + hidden + "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try await connection.response(isHead: method == "HEAD")
                return try await connection.response()
            }

            #expect(response.text == "home")
        }
    }

    @Test func `more requests at once than are kept are answered in order or not`()
        async throws
    {
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        let total = 3000
        try await TestSite.run(routes: { routes in
            addRoutes(routes)
            routes.get("gate") { _, _ in
                for await _ in gate {}
                return Response.text("open")
            }
        }) { site in
            let texts = try await RawConnection.open(port: site.port) { connection in
                // A large body has the server read a lot at once from then on.
                let body = String(repeating: "a", count: 1 << 20)
                try await connection.send(
                    "GET /count/0 HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                )
                _ = try await connection.response()
                try await connection.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
                try await connection.send(
                    (0..<total).map { "GET /p/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
                try await Task.sleep(for: .milliseconds(100))
                opener.finish()
                _ = try await connection.response()
                var texts: [String] = []
                while texts.count < total, let response = try? await connection.response() {
                    texts.append(response.text)
                }
                return texts
            }

            #expect(texts == (0..<texts.count).map { "\($0)" })
        }
    }
}
