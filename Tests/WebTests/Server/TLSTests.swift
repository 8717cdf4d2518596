import FoundationEssentials
import TestSupport
import Testing
import Web

@Suite("TLS", .timeLimit(.minutes(1)))
struct TLSTests {
    private func serve(_ body: (TestSite, TLSContext, URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "TLSTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (certificate, key) = try TestCertificate.first.write(to: folder)
        let tls = try TLSContext(certificate: certificate, key: key)
        var options = TestSite.Options()
        options.settings.tls = tls
        try await TestSite.run(options) { site in try await body(site, tls, folder) }
    }

    private func get(_ port: Int, trusting certificate: TestCertificate) async throws -> Int {
        let tls = try ClientTLS(trusting: certificate)
        return try await RawConnection.open(port: port, tls: tls) { connection in
            try await connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            return try await connection.response().status
        }
    }

    @Test func `a page comes over TLS`() async throws {
        try await serve { site, _, _ in
            let status = try await get(site.port, trusting: .first)

            #expect(status == 200)
        }
    }

    @Test func `new connections speak with the certificate that was read last`() async throws {
        try await serve { site, tls, folder in
            _ = try TestCertificate.second.write(to: folder)
            try tls.reload()

            #expect(try await get(site.port, trusting: .second) == 200)
            await #expect(throws: (any Error).self) {
                try await get(site.port, trusting: .first)
            }
        }
    }

    @Test func `a certificate that is no good changes nothing`() async throws {
        try await serve { site, tls, folder in
            try "nonsense".write(
                to: folder.appending(path: "key.pem"), atomically: true, encoding: .utf8)

            #expect(throws: (any Error).self) { try tls.reload() }
            #expect(try await get(site.port, trusting: .first) == 200)
        }
    }

    @Test func `who says nothing does not hold a connection`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "TLSTests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (certificate, key) = try TestCertificate.first.write(to: folder)
        var options = TestSite.Options()
        options.settings.tls = try TLSContext(certificate: certificate, key: key)
        options.settings.connections.headTimeout = .milliseconds(200)
        try await TestSite.run(options) { site in
            let received = try await RawConnection.open(port: site.port) { connection in
                await connection.drain()
            }

            #expect(received == 0)
        }
    }

    @Test func `HTTP/2 is spoken with who would rather have it`() async throws {
        try await serve { site, _, _ in
            let tls = try ClientTLS(trusting: .first, protocols: ["h2"])
            let answer = try await RawConnection.open(port: site.port, tls: tls) { connection in
                try await connection.beginHTTP2()
                try await connection.send(Frame.head([0x82, 0x84], endsStream: true).bytes)
                return try await connection.frame(.head)
            }

            // The first field is `:status: 200` (RFC 7541 appendix A).
            #expect(answer.payload.first == 0x88)
        }
    }

    @Test func `a stream whose request goes on after its answer is ended`() async throws {
        try await serve { site, _, _ in
            let tls = try ClientTLS(trusting: .first, protocols: ["h2"])
            let answers = try await RawConnection.open(port: site.port, tls: tls) { connection in
                try await connection.beginHTTP2()
                let path: [UInt8] = [0x44, 8] + Array("/nowhere".utf8)
                try await connection.send(Frame.head([0x83] + path, endsStream: false).bytes)
                return [try await connection.frame(.head), try await connection.frame(.reset)]
            }

            // `:status: 404`.
            #expect(answers.first?.payload.first == 0x8d)
        }
    }
}

/// A frame of HTTP/2 (RFC 9113 section 4.1).
private struct Frame {
    enum Kind: UInt8 {
        case head = 1
        case reset = 3
        case settings = 4
    }

    let kind: UInt8
    let flags: UInt8
    let stream: UInt8
    let payload: [UInt8]

    var bytes: [UInt8] {
        [0, UInt8(payload.count >> 8), UInt8(payload.count & 255), kind, flags, 0, 0, 0, stream]
            + payload
    }

    /// The head of a request over TLS to `a`.
    static func head(_ fields: [UInt8], endsStream: Bool) -> Frame {
        Frame(
            kind: Kind.head.rawValue, flags: endsStream ? 5 : 4, stream: 1,
            payload: [0x87, 0x41, 1, UInt8(ascii: "a")] + fields)
    }
}

extension RawConnection {
    fileprivate func beginHTTP2() async throws {
        try await send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        try await send(
            Frame(kind: Frame.Kind.settings.rawValue, flags: 0, stream: 0, payload: []).bytes)
    }

    /// Reads up to the next frame of a kind.
    fileprivate mutating func frame(_ kind: Frame.Kind) async throws -> Frame {
        while true {
            let head = try await bytes(9)
            let length = head[..<3].reduce(0) { $0 << 8 | Int($1) }
            let payload = try await bytes(length)
            if head[3] == kind.rawValue {
                return Frame(kind: head[3], flags: head[4], stream: head[8], payload: payload)
            }
        }
    }
}
