import TestSupport
import Testing
import Web

@Suite("Mozilla Observatory")
struct ObservatoryTests {
    private func options() throws -> TestSite.Options {
        var options = TestSite.Options()
        options.settings = WebSettings(secretKey: .random(), origin: "https://blog.example")
        options.settings.proxies = TrustedProxies([try #require(AddressRange("127.0.0.1"))])
        return options
    }

    @Test(
        "a page scores at least 130, and as much as it can without being in a list",
        arguments: ["/", "/form", "/nowhere", "/throw"])
    func score(path: String) async throws {
        try await TestSite.run(try options()) { site in
            var visitor = site.visitor
            let name = "X-Forwarded-Host: blog.example"

            let page = try await visitor.get(path, headers: [name, "X-Forwarded-Proto: https"])
            let plain = try await visitor.get(path, headers: [name, "X-Forwarded-Proto: http"])
            let score = ObservatoryScore(page: page, overPlainHTTP: plain)

            #expect(score.total >= 150, "\(score.parts)")
        }
    }

    @Test func `every part that could be lost is looked at`() {
        let score = ObservatoryScore(page: .bare, overPlainHTTP: .bare)

        #expect(score.total == 10, "\(score.parts)")
    }
}
