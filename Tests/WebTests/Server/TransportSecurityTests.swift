import TestSupport
import Testing
import Web

@Suite("Strict transport security", .timeLimit(.minutes(5)))
struct TransportSecurityTests {
    @Test(
        "browsers are told to use TLS as the settings say, and no more",
        arguments: [
            (false, false, "max-age=63072000"),
            (true, false, "max-age=63072000; includeSubDomains"),
            (false, true, "max-age=63072000; preload"),
            (true, true, "max-age=63072000; includeSubDomains; preload"),
        ])
    func told(subdomains: Bool, preload: Bool, value: String) async throws {
        let fields = try await fields(origin: "https://blog.test") { security in
            security.includesSubdomains = subdomains
            security.allowsPreloading = preload
        }

        #expect(fields == [value, value, value])
    }

    @Test func `a shorter time is told as it is`() async throws {
        let fields = try await fields(origin: "https://blog.test") { $0.maximumAge = 300 }

        #expect(fields == ["max-age=300", "max-age=300", "max-age=300"])
    }

    @Test("a site without TLS says nothing of it", arguments: [nil, "http://blog.test"])
    func untold(origin: String?) async throws {
        let fields = try await fields(origin: origin) { security in
            security.includesSubdomains = true
            security.allowsPreloading = true
        }

        #expect(fields == [nil, nil, nil])
    }

    /// What a page, one that is missing, and a head that cannot be read are answered with.
    private func fields(
        origin: String?, _ change: (inout StrictTransportSecurity) -> Void
    ) async throws -> [String?] {
        var options = TestSite.Options()
        options.settings = WebSettings(secretKey: .random(), origin: origin)
        change(&options.settings.transportSecurity)
        var answers: [RawResponse] = []
        try await TestSite.run(options) { site in
            var visitor = site.visitor
            answers = [try await visitor.get("/form"), try await visitor.get("/nowhere")]
            answers.append(
                try await RawConnection.open(port: site.port) { connection in
                    try await connection.send("GET / HTTP/1.1\r\nHost : a\r\n\r\n")
                    return try await connection.response()
                })
        }
        #expect(answers.map(\.status) == [200, 404, 400])
        return answers.map { $0["strict-transport-security"] }
    }
}
