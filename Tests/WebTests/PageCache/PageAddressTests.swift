import RenderCache
import TestSupport
import Testing
import Web

@Suite("The addresses of kept pages", .timeLimit(.minutes(5)))
struct PageAddressTests {
    @Test(
        "declared parameters make pages, others are not seen", arguments: Way.allCases,
        [
            ("/?before=1", "/?before=1"), ("/?before=2&utm_source=x", "/?before=2"),
            ("/?utm_source=x", "/"), ("/?page=2&before=1", "/?before=1&page=2"), ("/?", "/"),
            ("/?before", "/?before"), ("/?before=", "/?before="), ("/?&&before=1&", "/?before=1"),
            ("/?Before=1&before%20=2", "/"),
        ])
    func readsQuery(way: Way, address: (sent: String, seen: String)) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let plain = try await visitor.get(address.seen).text

            let response = try await visitor.get(address.sent)

            #expect(plain.hasPrefix("/ 1 \(address.seen) "))
            #expect(response.text == plain)
        }
    }

    @Test(
        "a parameter that comes twice is refused, and makes no page", arguments: Way.allCases,
        [
            "/?before=1&before=2", "/?before=1&before=1", "/?before&before=1",
            "/?before=1&%62efore=2", "/?%62efore=1&befor%65=1", "/?before=%zz",
        ])
    func refusesRepeated(way: Way, address: String) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader

            let first = try await visitor.get(address).status
            let second = try await visitor.get(address).status

            #expect([first, second] == [400, 400])
            #expect(press.count("/") == 0)
            #expect(press.pages.statistics.entries == 0)
        }
    }

    @Test(
        "what the address could mean in two ways is left to the handler",
        arguments: Way.allCases, ["/?page=1&page=2", "/?%62efore=1", "/?pag%65=1"])
    func leavesUnclear(way: Way, address: String) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader

            let first = try await visitor.get(address).text
            let second = try await visitor.get(address).text

            #expect(first.hasPrefix("/ 1 \(address) "))
            #expect(second.hasPrefix("/ 2 \(address) "))
            #expect(press.pages.statistics.entries == 0)
        }
    }

    @Test("no two addresses share a page", arguments: Way.allCases)
    func separates(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var texts: [String] = []
            for path in ["/posts/a", "/posts/%61", "/posts/a%2Fb", "/posts/a%3Fb", "/posts/A"] {
                var visitor = site.reader
                texts.append(try await visitor.get(path).text)
                texts.append(try await visitor.get(path).text)
            }

            #expect(Set(texts).count == 5)
            #expect(press.count("a") == 2 && press.count("a/b") == 1)
        }
    }

    @Test("every name of a site has pages of its own", arguments: Way.allCases)
    func separatesHosts(way: Way) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var texts: [String] = []
            for host in ["a.test", "b.test", "A.TEST", "a.test:80", "a.test"] {
                texts.append(try await site.text("/posts/a", host: host))
            }

            #expect(texts.map { $0.prefix(3) } == ["a 1", "a 2", "a 1", "a 3", "a 1"])
        }
    }

    @Test("a name that is not the site's is refused, kept or not", arguments: Way.allCases)
    func checksHost(way: Way) async throws {
        let press = PressSite(way)
        var options = TestSite.Options()
        options.hosts = AllowedHosts(names: ["a.test"])
        try await press.run(options) { site in
            let statuses = try await RawConnection.open(port: site.port) { connection in
                var statuses: [Int] = []
                for host in ["a.test", "b.test", "a.test", "b.test", "a.test\r\nHost: a.test"] {
                    try await connection.send("GET /posts/a HTTP/1.1\r\nHost: \(host)\r\n\r\n")
                    statuses.append(try await connection.response().status)
                }
                return statuses
            }

            #expect(statuses == [200, 421, 200, 421, 400])
        }
    }

    @Test("pages follow the name and scheme that a front server tells", arguments: Way.allCases)
    func followsProxies(way: Way) async throws {
        let press = PressSite(way)
        var options = TestSite.Options()
        options.settings = WebSettings(secretKey: .random(), origin: "https://a.test")
        options.settings.proxies = try TrustedProxies([#require(AddressRange("127.0.0.1"))])
        options.hosts = nil
        try await press.run(options) { site in
            func ask(_ scheme: String, _ host: String) async throws -> RawResponse {
                var visitor = site.reader
                return try await visitor.get(
                    "/posts/a",
                    headers: [
                        "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: \(scheme)",
                        "X-Forwarded-Host: \(host)",
                    ])
            }

            let first = try await ask("https", "a.test")
            let second = try await ask("https", "a.test")
            let plain = try await ask("http", "a.test")
            let foreign = try await ask("https", "b.test")

            #expect(first.text == second.text && first.status == 200)
            #expect(plain.status == 308 && plain["location"] == "https://a.test/posts/a")
            #expect(foreign.status == 421)
        }
    }

    @Test(
        "a language is chosen among those that there are", arguments: Way.allCases,
        [
            (nil, "en"), ("zh", "zh"), ("zh-Hant-TW, en;q=0.5", "zh-Hant"), ("zh-CN", "zh"),
            ("de, zh;q=0.1", "zh"), ("de", "en"), ("*", "en"), ("zh;q=0", "en"),
        ])
    func speaks(way: Way, wish: (header: String?, language: String)) async throws {
        let press = PressSite(way)
        try await press.run { site in
            var visitor = site.reader
            let headers = wish.header.map { ["Accept-Language: \($0)"] } ?? []

            let first = try await visitor.get("/spoken", headers: headers)
            let second = try await visitor.get("/spoken", headers: headers)

            #expect(first.text.hasPrefix("/spoken 1 \(wish.language) "))
            #expect(second.text == first.text)
            #expect(first["vary"]?.contains("Accept-Language") == true)
        }
    }
}
