import TestSupport
import Testing
import Web

@Suite("Allowed hosts")
struct AllowedHostTests {
    private func status(
        _ hosts: AllowedHosts? = nil, origin: String? = nil, path: String = "/",
        sending headers: String
    ) async throws -> Int {
        var options = TestSite.Options()
        options.settings = WebSettings(secretKey: .random(), origin: origin)
        options.hosts = hosts
        var status = 0
        try await TestSite.run(options) { site in
            status = try await RawConnection.open(port: site.port) { connection in
                try await connection.send("GET \(path) HTTP/1.1\r\n\(headers)\r\n")
                return try await connection.response().status
            }
        }
        return status
    }

    @Test(
        "while there is no origin, only names that nobody else can give out are good",
        arguments: [
            ("localhost", 200), ("LOCALHOST:8080", 200), ("blog.localhost", 200),
            ("127.0.0.1:8080", 200), ("[::1]:8080", 200), ("192.168.0.9", 200),
            ("rebind.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.example", 421),
            ("", 400), ("a b", 400), ("localhost:8080@evil.example", 400), ("[::1", 400),
        ])
    func local(host: String, expected: Int) async throws {
        #expect(try await status(sending: "Host: \(host)\r\n") == expected)
    }

    @Test(
        "with an origin, only its name is good",
        arguments: [
            ("blog.example", 200), ("Blog.Example.:443", 200), ("www.blog.example", 421),
            ("localhost", 421), ("127.0.0.1", 421),
        ])
    func origin(host: String, expected: Int) async throws {
        let status = try await status(origin: "https://blog.example", sending: "Host: \(host)\r\n")

        #expect(status == expected)
    }

    @Test(
        "names may be given, and all names below one",
        arguments: [("a.example", 200), ("x.b.example", 200), ("b.example", 421)])
    func named(host: String, expected: Int) async throws {
        let hosts = AllowedHosts(names: ["A.example", ".b.example"])

        #expect(try await status(hosts, sending: "Host: \(host)\r\n") == expected)
    }

    @Test("no name, or two, is no request", arguments: ["", "Host: localhost\r\nHost: a\r\n"])
    func ambiguous(headers: String) async throws {
        #expect(try await status(sending: headers) == 400)
    }

    @Test func `who watches the site needs to know no name`() async throws {
        let status = try await status(
            origin: "https://blog.example", path: "/healthz", sending: "Host: 10.0.0.7\r\n")

        #expect(status != 421)
    }

    @Test("a request names one site, wherever it goes", arguments: ["/", "/healthz"])
    func twoNames(path: String) async throws {
        let status = try await status(.any, path: path, sending: "Host: a\r\nHost: b\r\n")

        #expect(status == 400)
    }
}
