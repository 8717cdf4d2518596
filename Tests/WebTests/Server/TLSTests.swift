import FoundationEssentials
import Hummingbird
import NIOCore
import TestSupport
import Testing
import Web

@Suite("TLS", .timeLimit(.minutes(5)))
struct TLSTests {
    private func get(_ port: Int, trusting certificate: TestCertificate) async throws -> Int {
        let tls = try ClientTLS(trusting: certificate)
        return try await RawConnection.open(port: port, tls: tls) { connection in
            try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            return try await connection.response().status
        }
    }

    @Test func `a stream comes whole over TLS, and the next answer after it`() async throws {
        let piece = ByteBuffer(repeating: 65, count: 100_000)
        try await TestSite.runWithTLS(routes: { routes in
            routes.get("pieces") { _, _ in
                Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        for _ in 0..<50 { try await writer.write(piece) }
                        try await writer.finish(nil)
                    })
            }
        }) { site, _, _ in
            let tls = try ClientTLS(trusting: .first)
            let answers = try await RawConnection.open(port: site.port, tls: tls) { connection in
                try await connection.send(
                    "GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n"
                        + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let answers = [try await connection.response(), try await connection.response()]
                _ = await connection.drain()
                return answers
            }

            #expect(answers[0].body.count == 5_000_000)
            #expect(answers[1].text == "home")
        }
    }

    @Test func `a page comes over TLS`() async throws {
        try await TestSite.runWithTLS { site, _, _ in
            let status = try await get(site.port, trusting: .first)

            #expect(status == 200)
        }
    }

    @Test func `new connections speak with the certificate that was read last`() async throws {
        try await TestSite.runWithTLS { site, tls, folder in
            _ = try TestCertificate.second.write(to: folder)
            try tls.reload()

            #expect(try await get(site.port, trusting: .second) == 200)
            await #expect(throws: (any Error).self) {
                try await get(site.port, trusting: .first)
            }
        }
    }

    @Test func `a certificate that is no good changes nothing`() async throws {
        try await TestSite.runWithTLS { site, tls, folder in
            try "nonsense".write(
                to: folder.appending(path: "key.pem"), atomically: true, encoding: .utf8)

            #expect(throws: (any Error).self) { try tls.reload() }
            #expect(try await get(site.port, trusting: .first) == 200)
        }
    }

    @Test func `who says nothing does not hold a connection`() async throws {
        var options = TestSite.Options()
        options.settings.connections.headTimeout = .milliseconds(200)
        try await TestSite.runWithTLS(options) { site, _, _ in
            let received = try await RawConnection.open(port: site.port) { connection in
                await connection.drain()
            }

            #expect(received == 0)
        }
    }
}
