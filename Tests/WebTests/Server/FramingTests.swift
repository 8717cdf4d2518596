import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite("Where answers end", .timeLimit(.minutes(5)))
struct FramingTests {
    /// A stream of pieces, with a length that may be wrong.
    private func pieces(_ texts: [String], length: Int? = nil) -> Response {
        var headers = HTTPFields()
        headers[.contentLength] = length.map { "\($0)" }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                for text in texts { try await writer.write(ByteBuffer(string: text)) }
                try await writer.finish(nil)
            })
    }

    private func addRoutes(_ routes: Routes<TestContext>) {
        routes.get("chunks") { _, _ in pieces(["one ", "two"]) }
        routes.get("long") { _, _ in pieces(["one ", "two"], length: 5) }
        routes.get("short") { _, _ in pieces(["one ", "two"], length: 20) }
        routes.get("empty") { _, _ in
            Response(
                status: .noContent,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "one"))
                    try await writer.finish(nil)
                })
        }
    }

    /// The answer to a request, and to one that comes after it on the same connection.
    private func answers(
        _ target: String, method: String = "GET"
    ) async throws -> [RawResponse] {
        var answers: [RawResponse] = []
        try await TestSite.run(routes: addRoutes) { site in
            answers = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    "\(method) \(target) HTTP/1.1\r\nHost: a\r\n\r\n"
                        + "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let first = try await connection.response(isHead: method == "HEAD")
                return [first, try await connection.response()]
            }
        }
        return answers
    }

    @Test func `what is longer than was said is cut, and the next answer stays whole`() async throws
    {
        let answers = try await answers("/long")

        #expect(answers.map(\.text) == ["one t", "home"])
    }

    @Test func `an answer without a body has none, whatever the handler writes`() async throws {
        let answers = try await answers("/empty")

        #expect(answers.map(\.status) == [204, 200])
        #expect(answers.map(\.text) == ["", "home"])
    }

    @Test func `what is shorter than was said ends the connection`() async throws {
        try await TestSite.run(routes: addRoutes) { site in
            // A connection that stays open hangs here, until the time limit of the test.
            let rest = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET /short HTTP/1.1\r\nHost: a\r\n\r\n")
                return await connection.rest()
            }

            #expect(rest.suffix(7).elementsEqual("one two".utf8))
        }
    }

    @Test func `the head of a stream says nothing about its length`() async throws {
        let answers = try await answers("/chunks", method: "HEAD")

        #expect(answers[0]["content-length"] == nil)
        #expect(answers[0]["transfer-encoding"] == nil)
        #expect(answers[1].text == "home")
    }

    @Test(
        "a client of HTTP/1.0 gets no chunks, and the connection's end after the body",
        arguments: ["", "Connection: keep-alive\r\n"])
    func old(field: String) async throws {
        try await TestSite.run(routes: addRoutes) { site in
            let (response, rest) = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET /chunks HTTP/1.0\r\nHost: a\r\n\(field)\r\n")
                return (try await connection.response(isHead: true), await connection.rest())
            }

            #expect(response["transfer-encoding"] == nil)
            #expect(response["connection"] == "close")
            #expect(rest.elementsEqual("one two".utf8))
        }
    }
}
