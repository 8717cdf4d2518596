import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite("HTTP/2", .timeLimit(.minutes(5)))
struct HTTP2Tests {
    /// The first field of an answer, by its number in the static table (RFC 7541 appendix A).
    private enum Status {
        static let ok: UInt8 = 0x88
        static let notFound: UInt8 = 0x8d
        /// 100, which the table has not, in the code of appendix B.
        static let proceed: [UInt8] = [0x48, 0x82, 0x08, 0x01]
    }

    private func connect<Result>(
        _ site: TestSite, reads: Bool = true,
        _ body: (inout RawConnection) async throws -> Result
    ) async throws -> Result {
        let tls = try ClientTLS(trusting: .first, protocols: ["h2"])
        return try await RawConnection.open(port: site.port, tls: tls, reads: reads) {
            try await $0.beginHTTP2()
            return try await body(&$0)
        }
    }

    /// Cookie and token of somebody who has seen a form.
    private func visitor(of site: TestSite) async throws -> (cookie: String, token: String) {
        let tls = try ClientTLS(trusting: .first)
        let page = try await RawConnection.open(port: site.port, tls: tls) { connection in
            try await connection.send("GET /form HTTP/1.1\r\nHost: a\r\n\r\n")
            return try await connection.response()
        }
        let cookie = try #require(page["set-cookie"]?.split(separator: ";").first)
        return (String(cookie), page.text)
    }

    @Test func `it is spoken with who would rather have it`() async throws {
        try await TestSite.runWithTLS { site, _, _ in
            let answer = try await connect(site) { connection in
                try await connection.send(HTTP2Frame.head(.get, "/", endsStream: true).bytes)
                return try await connection.frame(.head)
            }

            #expect(answer.payload.first == Status.ok)
        }
    }

    @Test func `a stream whose request goes on after its answer is ended`() async throws {
        var options = TestSite.Options()
        options.settings.connections.lingerTime = .milliseconds(300)
        try await TestSite.runWithTLS(options) { site, _, _ in
            let answers = try await connect(site) { connection in
                try await connection.send(
                    HTTP2Frame.head(.post, "/nowhere", endsStream: false).bytes)
                return [try await connection.frame(.head), try await connection.frame(.reset)]
            }

            #expect(answers.first?.payload.first == Status.notFound)
        }
    }

    @Test func `a form is read`() async throws {
        try await TestSite.runWithTLS { site, _, _ in
            let (cookie, token) = try await visitor(of: site)
            let body = try await connect(site) { connection in
                try await connection.send(echo(cookie).bytes)
                try await connection.send(
                    HTTP2Frame.data("_csrf=\(token)&a=one", endsStream: true).bytes)
                return try await connection.frame(.data).payload
            }

            #expect(String(decoding: body, as: UTF8.self) == "one")
        }
    }

    @Test func `who asks first is told to send the body once somebody reads it`() async throws {
        try await TestSite.runWithTLS { site, _, _ in
            let (cookie, token) = try await visitor(of: site)
            let (first, body) = try await connect(site) { connection in
                try await connection.send(echo(cookie, [(.expect, "100-continue")]).bytes)
                let first = try await connection.frame(.head).payload
                try await connection.send(
                    HTTP2Frame.data("_csrf=\(token)&a=one", endsStream: true).bytes)
                return (first, try await connection.frame(.data).payload)
            }

            #expect(first.starts(with: Status.proceed))
            #expect(String(decoding: body, as: UTF8.self) == "one")
        }
    }

    @Test func `a body that comes too slowly is answered in the site's words`() async throws {
        var options = TestSite.Options()
        options.settings.connections.rateWindow = .milliseconds(300)
        try await TestSite.runWithTLS(options) { site, _, _ in
            let (cookie, _) = try await visitor(of: site)
            let page = try await connect(site) { connection in
                try await connection.send(echo(cookie).bytes)
                try await connection.send(HTTP2Frame.data("a=1", endsStream: false).bytes)
                return try await connection.frame(.data).payload
            }

            #expect(String(decoding: page, as: UTF8.self).contains("Too slow"))
        }
    }

    @Test func `a client that takes nothing has its stream ended`() async throws {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        var options = TestSite.Options()
        options.settings.connections.rateWindow = .milliseconds(300)
        options.settings.connections.minimumRate = 1 << 20
        try await TestSite.runWithTLS(
            options,
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
        ) { site, _, _ in
            // The socket is read; the window of the stream stays closed.
            try await connect(site) { connection in
                try await connection.send(
                    HTTP2Frame.head(.get, "/endless", endsStream: true).bytes)
                for await _ in ends {}
            }
        }
    }

    @Test func `who ends a stream while waiting has the work cancelled`() async throws {
        let (events, event) = AsyncStream.makeStream(of: String.self)
        try await TestSite.runWithTLS(routes: { routes in
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
        }) { site, _, _ in
            var seen: [String] = []
            try await connect(site) { connection in
                try await connection.send(HTTP2Frame.head(.get, "/wait", endsStream: true).bytes)
                for await next in events {
                    seen.append(next)
                    if next == "began" { try await connection.send(HTTP2Frame.cancel.bytes) }
                }
            }

            #expect(seen == ["began", "cancelled"])
        }
    }

    private func echo(
        _ cookie: String, _ more: [(HTTP2Frame.Name, String)] = []
    ) -> HTTP2Frame {
        let fields: [(HTTP2Frame.Name, String)] =
            [(.cookie, cookie), (.contentType, "application/x-www-form-urlencoded")] + more
        return .head(.post, "/echo", fields, endsStream: false)
    }
}
