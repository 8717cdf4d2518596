import TestSupport
import Testing

@Suite("Icons and the like", .database, .needsServer, .timeLimit(.minutes(10)))
struct AssetTests {
    @Test(
        "what browsers ask for by name is there, with its type",
        arguments: [
            ("/favicon.ico", "image/vnd.microsoft.icon"), ("/apple-touch-icon.png", "image/png"),
            ("/site.webmanifest", "application/manifest+json"),
        ])
    func wellKnown(address: String, type: String) async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            let file = try await visitor.get(address)

            #expect(file.status == 200)
            #expect(file["content-type"] == type)
            #expect(!file.body.isEmpty)
        }
    }

    @Test(
        "a page links what it is made of, to be kept for good",
        arguments: [
            ("<link rel=\"stylesheet\" href=\"", "text/css; charset=utf-8"),
            ("<script src=\"", "text/javascript; charset=utf-8"),
            ("sizes=\"32x32\">\n<link rel=\"icon\" href=\"", "image/svg+xml"),
            ("<link rel=\"apple-touch-icon\" href=\"", "image/png"),
        ])
    func linked(tag: String, type: String) async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor
            let text = try await visitor.get("/").text
            let start = try #require(text.firstRange(of: tag)?.upperBound)

            let file = try await visitor.get(String(text[start...].prefix { $0 != "\"" }))

            #expect(file.status == 200)
            #expect(file["content-type"] == type)
            #expect(file["cache-control"] == "public, max-age=31536000, immutable")
        }
    }

    @Test func `every icon of the manifest is there`() async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor
            let manifest = try await visitor.get("/site.webmanifest").text
            let addresses = manifest.split(separator: "\"src\": \"").dropFirst().map { part in
                String(part.prefix { $0 != "\"" })
            }

            for address in addresses {
                #expect(try await visitor.get(address).status == 200, "\(address)")
            }
            #expect(addresses.count >= 2)
        }
    }
}
