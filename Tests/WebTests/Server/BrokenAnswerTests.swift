import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite("Answers that go wrong", .timeLimit(.minutes(5)))
struct BrokenAnswerTests {
    private static let ask = "GET /piped HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let next = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    /// Everything that comes back for bytes, where `/piped` is answered so.
    private func rest(
        _ bytes: String, _ response: @escaping @Sendable () -> Response
    ) async throws -> String {
        var rest: [UInt8] = []
        try await TestSite.run(routes: { routes in
            routes.get("piped") { _, _ in response() }
        }) { site in
            // A connection that stays open hangs here, until the time limit of the test.
            rest = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(bytes)
                return await connection.rest()
            }
        }
        return String(decoding: rest, as: UTF8.self)
    }

    @Test("a stream that fails is broken for the client, too", arguments: [nil, 100])
    func failing(length: Int?) async throws {
        let rest = try await rest(Self.ask + Self.next) {
            Response(
                status: .ok,
                body: ResponseBody(contentLength: length) { writer in
                    try await writer.write(ByteBuffer(string: "one "))
                    try await writer.write(ByteBuffer(string: "two"))
                    throw SecretFailure()
                })
        }

        #expect(rest.contains("one "))
        #expect(rest.hasSuffix(length == nil ? "3\r\ntwo\r\n" : "one two"))
    }

    /// Asks for a stream that fails, as HTTP/1.0: only the end of the connection can end it.
    private func askUnending(_ site: TestSite, tls: ClientTLS? = nil) async throws {
        try await RawConnection.open(port: site.port, tls: tls) { connection in
            try await connection.send("GET /failing HTTP/1.0\r\nHost: a\r\n\r\n")

            // An end would mean that this was all.
            await #expect(throws: (any Error).self) { try await connection.restToEnd() }
        }
    }

    private static func addFailing(to routes: Routes<TestContext>) {
        routes.get("failing") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "one"))
                    throw SecretFailure()
                })
        }
    }

    @Test func `a stream that fails and that the connection would end is cut off`() async throws {
        try await TestSite.run(routes: Self.addFailing) { try await askUnending($0) }
    }

    @Test func `it is cut off over TLS, too`() async throws {
        try await TestSite.runWithTLS(routes: Self.addFailing) { site, _, _ in
            try await askUnending(site, tls: try ClientTLS(trusting: .first))
        }
    }

    @Test func `a stream that fails does not cost the answer before it its end`() async throws {
        let large = ByteBuffer(repeating: 65, count: 8 << 20)
        try await TestSite.run(routes: { routes in
            routes.get("large") { _, _ in
                Response(status: .ok, body: ResponseBody(byteBuffer: large))
            }
            routes.get("broken") { _, _ in
                Response(status: .ok, body: ResponseBody { _ in throw SecretFailure() })
            }
        }) { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /broken HTTP/1.1\r\nHost: a\r\n\r\n")
                return try await connection.response()
            }

            #expect(response.body.count == large.readableBytes)
        }
    }

    @Test("an answer ends once, whatever is written afterwards", arguments: [nil, 3])
    func endedTwice(length: Int?) async throws {
        try await TestSite.run(routes: { routes in
            routes.get("piped") { _, _ in
                Response(
                    status: .ok,
                    body: ResponseBody(contentLength: length) { writer in
                        try await writer.write(ByteBuffer(string: "one"))
                        try await writer.finish(nil)
                        try? await writer.write(ByteBuffer(string: "two"))
                        try? await writer.finish([.eTag: "\"a\""])
                        try await writer.finish(nil)
                    })
            }
        }) { site in
            let (answers, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(Self.ask + Self.next)
                let answers = [try await connection.response(), try await connection.response()]
                connection.end()
                return (answers, await connection.drain())
            }

            #expect(answers.map(\.text) == ["one", "home"])
            #expect(rest == 0)
        }
    }

    @Test func `an answer that is none becomes one`() async throws {
        try await TestSite.run(routes: { routes in
            routes.get("piped") { _, _ in Response(status: .switchingProtocols) }
        }) { site in
            let answers = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(Self.ask + Self.next)
                return [try await connection.response(), try await connection.response()]
            }

            #expect(answers.map(\.status) == [500, 200])
        }
    }

    @Test func `trailers of an answer come after its last chunk`() async throws {
        let rest = try await rest(
            "GET /piped HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        ) {
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "one"))
                    try await writer.finish([.eTag: "\"a\"\r\nX: y"])
                })
        }

        #expect(rest.hasSuffix("3\r\none\r\n0\r\nETag: \"a\"  X: y\r\n\r\n"))
    }

    @Test func `an early answer reaches who sends the rest of the body meanwhile`() async throws {
        let large = ByteBuffer(repeating: 65, count: 16 << 20)
        try await TestSite.run(routes: { routes in
            routes.get("large") { _, _ in
                Response(status: .ok, body: ResponseBody(byteBuffer: large))
            }
        }) { site in
            let received = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    GET /large HTTP/1.1\r
                    Host: a\r
                    Expect: 100-continue\r
                    Content-Length: 3\r\n\r\n
                    """)
                _ = try await connection.bytes(12)
                try await connection.send("one")
                // Time enough to be cut off wrongly.
                try await Task.sleep(for: .milliseconds(300))
                return await connection.drain()
            }

            #expect(received > large.readableBytes)
        }
    }
}
