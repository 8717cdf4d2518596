import RenderCache
import TestSupport
import Testing
import Web

@Suite("Kept pages over TLS and HTTP/2", .timeLimit(.minutes(5)))
struct PageSecurityTests {
    /// The first field of an answer, by its number in the static table (RFC 7541 appendix A).
    private enum Status {
        static let ok: UInt8 = 0x88
        static let notModified: UInt8 = 0x8b
    }

    private func get(_ path: String, of site: TestSite) async throws -> RawResponse {
        try await RawConnection.open(port: site.port, tls: ClientTLS(trusting: .first)) {
            try await $0.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            return try await $0.response()
        }
    }

    private func http2<Result>(
        _ site: TestSite, _ body: (inout RawConnection) async throws -> Result
    ) async throws -> Result {
        let tls = try ClientTLS(trusting: .first, protocols: ["h2"])
        return try await RawConnection.open(port: site.port, tls: tls) { connection in
            try await connection.beginHTTP2()
            return try await body(&connection)
        }
    }

    @Test(arguments: Way.allCases)
    func `a page over TLS has secure addresses, and is made once`(way: Way) async throws {
        let press = PressSite(way)
        try await press.runWithTLS { site in
            let texts = [
                try await get("/linked", of: site).text, try await get("/linked", of: site).text,
            ]

            #expect(texts.allSatisfy { $0.hasPrefix("/linked 1 https://a ") })
            #expect((press.pages.earlyAnswers > 0) == (way == .early))
        }
    }

    @Test(arguments: Way.allCases)
    func `with and without TLS one address has two pages, in one store`(way: Way) async throws {
        let store = MemoryStore()
        let (plain, secure) = (PressSite(way, store: store), PressSite(way, store: store))
        try await plain.run { plainSite in
            try await secure.runWithTLS { secureSite in
                var texts: [String] = []
                for _ in 0..<2 {
                    texts.append(try await plainSite.text("/linked", host: "a"))
                    texts.append(try await get("/linked", of: secureSite).text)
                }

                #expect(texts[0] == texts[2] && texts[0].hasPrefix("/linked 1 http://a "))
                #expect(texts[1] == texts[3] && texts[1].hasPrefix("/linked 1 https://a "))
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `a front server's word on the scheme keeps pages apart`(way: Way) async throws {
        let press = PressSite(way)
        var options = TestSite.Options()
        options.settings.proxies = try TrustedProxies([#require(AddressRange("127.0.0.1"))])
        try await press.run(options) { site in
            var texts: [Substring] = []
            for scheme in ["https", "http", "https", "http"] {
                var visitor = site.reader
                let page = try await visitor.get(
                    "/linked",
                    headers: ["X-Forwarded-Proto: \(scheme)", "X-Forwarded-For: 192.0.2.1"])
                texts.append(page.text.prefix(17))
            }

            #expect(Set(texts).count == 2)
            #expect(texts[0] == texts[2] && texts[0].contains("1 https:"))
            #expect(texts[1] == texts[3] && texts[1].contains("2 http:/"))
        }
    }

    @Test(arguments: Way.allCases)
    func `HTTP/2 shares its pages with HTTP/1 over TLS`(way: Way) async throws {
        let press = PressSite(way)
        try await press.runWithTLS { site in
            let first = try await get("/linked", of: site)

            let (status, body) = try await http2(site) { connection in
                try await connection.send(HTTP2Frame.head(.get, "/linked", endsStream: true).bytes)
                let status = try await connection.frame(.head).payload.first
                return (status, try await connection.frame(.data).payload)
            }

            #expect(status == Status.ok)
            #expect(body == first.body)
            #expect(press.count("/linked") == 1)
        }
    }

    @Test(arguments: Way.allCases)
    func `over HTTP/2 a reader who has the page is told so`(way: Way) async throws {
        let press = PressSite(way)
        try await press.runWithTLS { site in
            let tag = try #require(try await get("/posts/a", of: site)["etag"])

            let answer = try await http2(site) { connection in
                try await connection.send(
                    HTTP2Frame.head(
                        .get, "/posts/a", [(.ifNoneMatch, tag)], endsStream: true
                    ).bytes)
                return try await connection.frame(.head)
            }

            #expect(answer.payload.first == Status.notModified)
            #expect(press.count("a") == 1)
        }
    }

    @Test func `over HTTP/2 a page that changed is made anew`() async throws {
        let press = PressSite(.early)
        try await press.runWithTLS { site in
            let tag = try #require(try await get("/posts/a", of: site)["etag"])
            press.change("post:a", at: 2)

            let (status, body) = try await http2(site) { connection in
                try await connection.send(
                    HTTP2Frame.head(
                        .get, "/posts/a", [(.ifNoneMatch, tag)], endsStream: true
                    ).bytes)
                let status = try await connection.frame(.head).payload.first
                return (status, try await connection.frame(.data).payload)
            }

            #expect(status == Status.ok)
            #expect(String(decoding: body, as: UTF8.self).hasPrefix("a 2 "))
        }
    }
}
