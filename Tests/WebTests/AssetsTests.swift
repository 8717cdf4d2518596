import FoundationEssentials
import TestSupport
import Testing
import Web

@Suite("Assets")
struct AssetsTests {
    /// Makes a folder with a few files, lends it and removes it.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.path + "/web-assets-\(UUID())"
        try files.createDirectory(
            atPath: folder + "/icons", withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        for name in ["app.css", "icons/a b.svg", "favicon.ico", ".hidden"] {
            try Data("bytes of \(name)".utf8).write(to: URL(filePath: folder + "/" + name))
        }
        try await body(folder)
    }

    @Test func `a link carries a digest and is kept for good`() async throws {
        try await withFolder { folder in
            let assets = try Assets(folder: folder)
            try await TestSite.run(routes: { assets.addRoutes(to: $0) }) { site in
                var visitor = site.visitor

                let response = try await visitor.get(assets.url("app.css"))

                #expect(
                    assets.url("app.css").wholeMatch(of: /\/static\/app\.[0-9a-f]{12}\.css/) != nil)
                #expect(response.text == "bytes of app.css")
                #expect(response["content-type"] == "text/css; charset=utf-8")
                #expect(response["cache-control"] == "public, max-age=31536000, immutable")
                #expect(response["etag"]?.hasPrefix("\"") == true)
            }
        }
    }

    @Test(
        "an address reaches a file by its name and nothing else",
        arguments: [
            ("/static/app.css", 200), ("/static/icons/a%20b.svg", 200), ("/favicon.ico", 200),
            ("/static/.hidden", 404), ("/static/../app.css", 404), ("/static/%2e%2e/x", 404),
            ("/static/icons", 404), ("/static/", 404), ("/static/app.css%00", 404),
            ("/apple-touch-icon.png", 404), ("/static//etc/passwd", 404),
        ])
    func reaches(path: String, status: Int) async throws {
        try await withFolder { folder in
            let assets = try Assets(folder: folder)
            try await TestSite.run(routes: { assets.addRoutes(to: $0) }) { site in
                var visitor = site.visitor

                let response = try await visitor.get(path)

                #expect(response.status == status)
            }
        }
    }

    @Test func `a folder that is not there is an error at the start`() {
        #expect(throws: Assets.FolderError.self) { try Assets(folder: "/nowhere/at/all") }
    }
}
