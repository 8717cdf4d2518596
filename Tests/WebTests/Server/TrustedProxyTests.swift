import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Web

@Suite("Trusted proxies")
struct TrustedProxyTests {
    private let ranges = ["10.0.0.0/8", "::1"].compactMap { AddressRange($0) }

    private func fields(_ pairs: [(String, String)]) throws -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in pairs {
            fields.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value))
        }
        return fields
    }

    @Test(
        "the client is the last address that nobody vouches for",
        arguments: [
            ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
            ("10.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
            ("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.9.9.9", "203.0.113.9"),
            ("10.0.0.1", "10.1.1.1, 10.2.2.2", "10.1.1.1"),
            ("10.0.0.1", "6.6.6.6, nonsense, 10.2.2.2", "10.2.2.2"),
            ("10.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
            ("::1", "[2001:db8::1]:80", "2001:db8::1"), ("::1", "2001:db8::1", "2001:db8::1"),
            ("203.0.113.1", "6.6.6.6", "203.0.113.1"), ("10.0.0.1", "", "10.0.0.1"),
        ])
    func client(peer: String, header: String, address: String) throws {
        let proxies = TrustedProxies(ranges)

        let sender = proxies.sender(of: try fields([("X-Forwarded-For", header)]), from: peer)

        #expect(sender.address == address)
    }

    @Test(
        "Forwarded is read as RFC 7239 writes it",
        arguments: [
            ("for=203.0.113.9", "203.0.113.9", nil, nil),
            (
                "for=6.6.6.6, For=\"[2001:db8::1]:80\";proto=https;host=\"a.example\"",
                "2001:db8::1", "a.example", "https"
            ),
            ("for=203.0.113.9;by=10.0.0.2, for=10.0.0.3;proto=HTTP", "203.0.113.9", nil, "http"),
            ("for=unknown", "10.0.0.1", nil, nil), ("nonsense", "10.0.0.1", nil, nil),
        ] as [(String, String, String?, String?)])
    func forwarded(header: String, address: String, host: String?, scheme: String?) throws {
        let proxies = TrustedProxies(ranges, header: .forwarded)

        let sender = proxies.sender(of: try fields([("Forwarded", header)]), from: "10.0.0.1")

        #expect(sender == TrustedProxies.Sender(address: address, host: host, scheme: scheme))
    }

    @Test(
        "what is believed is counted once, however it is cut up",
        arguments: [
            ([], 0), (["127.0.0.1"], 1 / 4_294_967_296), (["0.0.0.0/0"], 1), (["::/0"], 1),
            (["0.0.0.0/1", "128.0.0.0/1"], 1), (["::/1", "8000::/1"], 1), (["8000::/1"], 0),
            (["2000::/4", "3000::/4", "10.0.0.0/8"], 1), (["2000::/4"], 0.5),
            (["128.0.0.0/2", "0.0.0.0/2", "64.0.0.0/2", "10.0.0.0/8", "0.0.0.0/2"], 0.75),
            (["10.0.0.0/8", "10.0.0.0/9", "10.1.2.3"], 1 / 256),
        ] as [([String], Double)])
    func reach(ranges: [String], share: Double) throws {
        let proxies = TrustedProxies(ranges.compactMap { AddressRange($0) })

        #expect(proxies.ranges.count == ranges.count)
        #expect(proxies.reach == share)
    }

    @Test func `the other header is not looked at`() throws {
        let proxies = TrustedProxies(ranges)

        let sender = proxies.sender(
            of: try fields([("Forwarded", "for=6.6.6.6;host=evil.example")]), from: "10.0.0.1")

        #expect(sender == TrustedProxies.Sender(address: "10.0.0.1"))
    }

    @Test func `a stranger's word counts for nothing`() async throws {
        try await TestSite.run(routes: { routes in
            routes.get("address") { _, context in Response.text(context.clientAddress ?? "") }
        }) { site in
            var visitor = site.visitor

            let page = try await visitor.get("/address", headers: ["X-Forwarded-For: 6.6.6.6"])

            #expect(page.text == "127.0.0.1")
        }
    }

    @Test func `a front server says who asks, for what name and how`() async throws {
        var options = TestSite.Options()
        options.settings = WebSettings(secretKey: .random(), origin: "https://blog.example")
        options.settings.proxies = TrustedProxies([try #require(AddressRange("127.0.0.0/8"))])
        try await TestSite.run(
            options,
            routes: { routes in
                routes.get("address") { _, context in Response.text(context.clientAddress ?? "") }
            }
        ) { site in
            var visitor = site.visitor
            let headers = ["X-Forwarded-For: 203.0.113.9", "X-Forwarded-Host: blog.example"]

            let secure = try await visitor.get(
                "/address", headers: headers + ["X-Forwarded-Proto: https"])
            let plain = try await visitor.get(
                "/address?a=1", headers: headers + ["X-Forwarded-Proto: http"])

            #expect(secure.text == "203.0.113.9")
            #expect(plain.status == 308)
            #expect(plain["location"] == "https://blog.example/address?a=1")
        }
    }
}
