import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Web

@Suite("Packed pages")
struct CompressionTests {
    private static let text = String(repeating: "ink and paper. ", count: 200)

    private func run(_ body: (inout Browser) async throws -> Void) async throws {
        try await TestSite.run(
            routes: { routes in
                routes.add(middleware: Compression())
                routes.get("page") { _, _ in Response.page(Array(Self.text.utf8)) }
                routes.get("short") { _, _ in Response.text("short") }
                routes.get("picture") { _, _ in
                    Response.bytes(Array(Self.text.utf8), mediaType: "image/jpeg")
                }
                routes.get("secret") { _, context in
                    context.doNotStore()
                    return Response.page(Array(Self.text.utf8))
                }
                routes.post("refill") { _, context in
                    context.doNotStore()
                    return Response.page(Array(Self.text.utf8))
                }
            },
            { site in
                var visitor = site.visitor
                try await body(&visitor)
            })
    }

    @Test("a page is packed and says so", arguments: ["br", "gzip"])
    func packs(coding: String) async throws {
        try await run { visitor in
            let response = try await visitor.get(
                "/page", headers: ["Accept-Encoding: \(coding)", "Connection: close"])

            #expect(response["content-encoding"] == coding)
            #expect(response["vary"] == "Accept-Encoding")
            #expect(response.unpacked.map { String(decoding: $0, as: UTF8.self) } == Self.text)
        }
    }

    @Test(
        "what gains nothing is not packed",
        arguments: [("/short", false), ("/picture", false), ("/bytes", false)])
    func leaves(path: String, varies: Bool) async throws {
        try await run { visitor in
            let response = try await visitor.get(path, headers: ["Accept-Encoding: br"])

            #expect(response["content-encoding"] == nil && response["vary"] == nil)
        }
    }

    @Test func `whoever cannot unpack gets the page as it is, and caches are told`() async throws {
        try await run { visitor in
            let response = try await visitor.get("/page")

            #expect(response["content-encoding"] == nil && response["vary"] == "Accept-Encoding")
            #expect(response.text == Self.text)
        }
    }

    @Test(
        "a secret is not packed beside what a stranger can put there",
        arguments: [
            ("/secret", [], "br"), ("/secret?q=a", [], nil),
            ("/secret", ["Sec-Fetch-Site: cross-site"], nil),
            ("/secret", ["Sec-Fetch-Site: same-origin"], "br"), ("/page?q=a", [], "br"),
        ] as [(String, [String], String?)])
    func breach(path: String, headers: [String], coding: String?) async throws {
        try await run { visitor in
            let response = try await visitor.get(
                path, headers: ["Accept-Encoding: br"] + headers)

            #expect(response["content-encoding"] == coding)
        }
    }

    @Test func `a form that comes back is not packed`() async throws {
        try await run { visitor in
            let response = try await visitor.submit(
                "/refill", "a=1", headers: ["Accept-Encoding: br"])

            #expect(response.status == 200 && response["content-encoding"] == nil)
        }
    }
}
