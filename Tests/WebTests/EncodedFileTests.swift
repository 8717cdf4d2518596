import FoundationEssentials
import TestSupport
import Testing

@testable import Web

@Suite("Files in several codings")
struct EncodedFileTests {
    private static let text = String(repeating: "a { color: red }\n", count: 200)

    private func withAssets(
        _ rootFiles: RootFiles = .served, _ body: (TestSite, Assets) async throws -> Void
    ) async throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.path + "/web-encoded-\(UUID())"
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        for (name, content) in [
            ("app.css", Self.text), ("photo.png", Self.text), ("favicon.ico", "icon"),
        ] {
            try Data(content.utf8).write(to: URL(filePath: folder + "/" + name))
        }
        try files.createSymbolicLink(
            atPath: folder + "/passwd.txt", withDestinationPath: "/etc/passwd")
        let assets = try Assets(folder: folder)
        try await TestSite.run(
            routes: {
                assets.addRoutes(to: $0, atRoot: [Route("favicon.ico")], rootFiles)
            }, { site in try await body(site, assets) })
    }

    @Test(
        "a client gets the coding it likes best",
        arguments: [
            (nil, nil), ("gzip, deflate, br", "br"), ("gzip", "gzip"), ("x-gzip", "gzip"),
            ("br;q=0.5, gzip;q=0.9", "gzip"), ("br;q=0, gzip;q=0", nil), ("*", "br"),
            ("*;q=0.5, br;q=0", "gzip"), ("identity, br;q=0.5", nil), ("", nil),
            ("identity;q=0", nil), ("deflate, zstd", nil), ("GZIP", "gzip"),
        ] as [(String?, String?)])
    func negotiates(accepts: String?, coding: String?) async throws {
        try await withAssets { site, assets in
            var visitor = site.visitor

            let response = try await visitor.get(
                assets.url("app.css"), headers: accepts.map { ["Accept-Encoding: \($0)"] } ?? [])

            #expect(response["content-encoding"] == coding)
            #expect(response.unpacked.map { String(decoding: $0, as: UTF8.self) } == Self.text)
            #expect(response["vary"] == "Accept-Encoding")
        }
    }

    @Test func `each coding has a tag of its own`() async throws {
        try await withAssets { site, assets in
            var visitor = site.visitor
            var tags: Set<String> = []

            for coding in ["br", "gzip", "identity"] {
                let response = try await visitor.get(
                    assets.url("app.css"), headers: ["Accept-Encoding: \(coding)"])
                tags.insert(response["etag"] ?? "")
            }

            #expect(tags.count == 3 && tags.allSatisfy { $0.hasPrefix("\"") })
        }
    }

    @Test func `what a client has is not sent again`() async throws {
        try await withAssets { site, assets in
            var visitor = site.visitor
            let accept = "Accept-Encoding: br"
            let first = try await visitor.get(assets.url("app.css"), headers: [accept])
            let tag = try #require(first["etag"])

            let second = try await visitor.get(
                assets.url("app.css"), headers: [accept, "If-None-Match: \(tag)"])
            let other = try await visitor.get(
                assets.url("app.css"), headers: ["If-None-Match: \(tag)"])

            #expect(second.status == 304 && second["vary"] == "Accept-Encoding")
            #expect(second["content-encoding"] == nil && second["etag"] == tag)
            #expect(other.status == 200)
        }
    }

    @Test func `a range is one of the packed bytes`() async throws {
        try await withAssets { site, assets in
            var visitor = site.visitor
            let accept = "Accept-Encoding: gzip"
            let whole = try await visitor.get(assets.url("app.css"), headers: [accept])

            let part = try await visitor.get(
                assets.url("app.css"), headers: [accept, "Range: bytes=3-9"])

            #expect(part.status == 206 && part["content-encoding"] == "gzip")
            #expect(part.body == Array(whole.body[3...9]))
        }
    }

    @Test func `a picture is not packed again`() async throws {
        try await withAssets { site, assets in
            var visitor = site.visitor

            let response = try await visitor.get(
                assets.url("photo.png"), headers: ["Accept-Encoding: br"])

            #expect(response["content-encoding"] == nil && response["vary"] == nil)
        }
    }

    @Test func `a link that leads out of the folder is no file`() async throws {
        try await withAssets { site, _ in
            var visitor = site.visitor

            let response = try await visitor.get("/static/passwd.txt")

            #expect(response.status == 404)
        }
    }

    @Test func `the icon may be a redirect`() async throws {
        try await withAssets(.redirected) { site, assets in
            var visitor = site.visitor

            let response = try await visitor.get("/favicon.ico")

            #expect(response.status == 302)
            #expect(response["location"] == assets.url("favicon.ico"))
        }
    }
}
