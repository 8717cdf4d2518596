import FoundationEssentials
import MongoClient
import RenderCache
import TestSupport
import Testing

/// A cache that fails makes pages slower, and is nobody's error.
@Suite("With a broken cache", .database, .needsServer, .timeLimit(.minutes(10)))
struct BrokenCacheTests {
    /// What breaks.
    enum Failure: CaseIterable {
        /// Nobody listens where the servers should be.
        case absentServers
        /// The file is closed after the first pages were kept in it.
        case closedFile
        /// The file's folder goes away, and the file with it.
        case removedFile
    }

    private static let addresses = ["/", "/posts/on-ink", "/tags/tea", "/authors/ada"]

    /// Serves a blog over a store that `body` breaks by calling its argument.
    private func run(
        _ failure: Failure, database: MongoDatabase? = nil,
        _ body: (TestBlog, () async throws -> Void) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "cache-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let place =
            failure == .absentServers
            ? "memcached://127.0.0.1:\(try unusedPort())" : "sqlite:\(folder.path())/cache"
        var options = TestBlog.Options()
        options.cache = try CacheStores.store(place, nameSpace: "blog")
        options.database = database
        try await TestBlog.run(options) { blog in
            try await body(blog) {
                switch failure {
                case .absentServers: break
                case .closedFile: await options.cache.close()
                case .removedFile: try FileManager.default.removeItem(at: folder)
                }
            }
        }
        await options.cache.close()
    }

    @Test(arguments: Failure.allCases)
    func `every page is there, old and new`(failure: Failure) async throws {
        try await run(failure) { blog, breakCache in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(tags: "tea"))
            var reader = blog.visitor
            for address in Self.addresses { _ = try await reader.get(address) }

            try await breakCache()
            _ = try await owner.publish(PostDraft(title: "On paper", tags: "tea"))

            for address in Self.addresses + ["/posts/on-paper"] {
                for _ in 0..<2 { #expect(try await reader.get(address).status == 200) }
            }
            #expect(!blog.log.all.contains { $0.hasPrefix("error") || $0.hasPrefix("critical") })
        }
    }

    @Test(arguments: Failure.allCases)
    func `what goes wrong has the site's own page`(failure: Failure) async throws {
        try await run(failure) { blog, breakCache in
            var owner = try await blog.owner()
            var reader = blog.visitor
            try await breakCache()

            let missing = try await reader.get("/posts/nowhere")
            let refused = try await reader.post("/signin", "username=ada")
            let cache = try await owner.get("/admin/cache")

            #expect([missing, refused, cache].map(\.status) == [404, 403, 200])
            for page in [missing, refused, cache] {
                #expect(page.text.contains("class=\"masthead\""))
            }
        }
    }

    @Test(arguments: Failure.allCases)
    func `without the database as well, a page says that the site is back soon`(
        failure: Failure
    ) async throws {
        var settings = MongoClient.Settings()
        settings.serverSelectionTimeout = .milliseconds(100)
        let client = try await MongoClient(uri: "mongodb://127.0.0.1:9", settings: settings)
        var pages: [RawResponse] = []

        try await run(failure, database: client.database("nowhere")) { blog, breakCache in
            var reader = blog.visitor
            try await breakCache()
            for address in ["/", "/posts/on-ink", "/signin"] {
                pages.append(try await reader.get(address))
            }
        }
        await client.close()

        #expect(pages.map(\.status) == [503, 503, 503])
        #expect(pages.allSatisfy { $0["retry-after"] == "30" })
        #expect(pages.allSatisfy { $0.text.contains("class=\"masthead\"") })
    }
}
