import TestSupport
import Testing
import Web

/// Whatever bytes come, both ways answer them alike: the fast one understands nothing that
/// the decoder understands otherwise.
@Suite("Both ways agree", .timeLimit(.minutes(5)))
struct PageAgreementTests {
    private static let lines = [
        "Accept: text/html", "Accept-Encoding: gzip, br", "Accept-Encoding: identity",
        "Cookie: a=1; b=2", "Cookie: a=1; session=x", "Connection: keep-alive", "If-None-Match: *",
        "If-None-Match: \"a\", W/\"b\"", "X-Request-ID: a-name-of-mine", "Range: bytes=0-9",
        "Authorization: Basic YTpi", "User-Agent: Quill/1.0 (ink; paper)", "Host: site.test",
        "Accept-Language: zh", "TE: trailers", "X-Forwarded-Host: b.test",
        "Cache-Control: no-cache",
    ]
    private static let targets = [
        "/posts/a", "/", "/?before=1&x=2", "/?before=1&before=2", "/?%62efore=1", "/posts/a?x",
        "/spoken", "/dated", "/Posts/a",
        "//posts/a",
        "/posts/%61", "http://site.test/posts/a", "/posts/a#b",
    ]
    private static let oddities: [[UInt8]] = [
        [0], [9], [10], [13], [13, 10], [32], [34], [35], [44], [58], [59], [63], [127], [128],
        [0xc3, 0xa9], Array("Host:".utf8), Array(" HTTP/1.1".utf8), Array("\r\n ".utf8),
    ]

    @Test func `bytes of any kind are answered alike`() async throws {
        var generator = SeededGenerator(seed: 20_261_123)
        let requests = (0..<250).map { _ in Self.request(&generator) }

        let early = try await transcripts(of: requests, .early)
        let slow = try await transcripts(of: requests, .slow)

        for (request, answers) in zip(requests, zip(early, slow)) {
            #expect(
                answers.0 == answers.1,
                "\(String(decoding: request, as: UTF8.self).debugDescription)")
        }
    }

    /// Two requests that may be damaged, and one that ends the connection.
    private static func request(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<2 {
            let target = targets.randomElement(using: &generator) ?? "/"
            let method = generator.next() % 4 == 0 ? "HEAD" : "GET"
            var text = "\(method) \(target) HTTP/1.1\r\nHost: site.test\r\n"
            for _ in 0..<generator.next() % 4 {
                text += (lines.randomElement(using: &generator) ?? "") + "\r\n"
            }
            bytes += Array((text + "\r\n").utf8)
        }
        for _ in 0..<generator.next() % 3 {
            let place = Int(generator.next() % UInt64(bytes.count))
            let end = min(bytes.count, place + Int(generator.next() % 3))
            bytes.replaceSubrange(
                place..<end, with: oddities.randomElement(using: &generator) ?? [])
        }
        return bytes + Array("GET /posts/z HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8)
    }

    /// What comes back for each, without what differs every time.
    private func transcripts(of requests: [[UInt8]], _ way: Way) async throws -> [String] {
        let press = PressSite(way)
        var transcripts: [String] = []
        try await press.run { site in
            // How often a page was made must not depend on the way.
            for path in ["/posts/a", "/", "/?before=1", "/spoken", "/dated", "/posts/%61"] {
                var visitor = site.reader
                _ = try await visitor.get(path)
            }
            for request in requests {
                let bytes = try await RawConnection.open(port: site.port) { connection in
                    try await connection.send(request)
                    return await connection.rest()
                }
                transcripts.append(Self.lasting(bytes))
            }
            #expect((press.pages.earlyAnswers > 50) == (way == .early))
        }
        return transcripts
    }

    private static func lasting(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        // The page for a failure names the request after a dot.
        let pieces = text.split(separator: " · ", omittingEmptySubsequences: false)
        let nameless = pieces.dropFirst().reduce(String(pieces[0])) { $0 + $1.drop { $0 != "<" } }
        return nameless.split(separator: "\r\n").filter { line in
            let line = line.lowercased()
            // A page that names its request is as long as the name.
            return !["date:", "x-request-id:", "content-length:"].contains {
                line.hasPrefix($0)
            }
        }.joined(separator: "\n")
    }
}
