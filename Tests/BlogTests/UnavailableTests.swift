import MongoClient
import TestSupport
import Testing

@Suite("Without the database", .timeLimit(.minutes(10)))
struct UnavailableTests {
    /// Serves a blog whose database nobody answers for.
    private func run(_ body: (TestBlog) async throws -> Void) async throws {
        var settings = MongoClient.Settings()
        settings.serverSelectionTimeout = .milliseconds(100)
        let client = try await MongoClient(uri: "mongodb://127.0.0.1:9", settings: settings)
        var options = TestBlog.Options()
        options.database = client.database("nowhere")
        let result: Result<Void, any Error>
        do {
            result = .success(try await TestBlog.run(options, body))
        } catch {
            result = .failure(error)
        }
        await client.close()
        try result.get()
    }

    @Test("a page says that the site is back soon", arguments: ["/", "/posts/on-ink", "/signin"])
    func pages(address: String) async throws {
        try await run { blog in
            var visitor = blog.visitor

            let page = try await visitor.get(address)

            #expect(page.status == 503)
            #expect(page["retry-after"] == "30")
            #expect(page.text.contains("does not answer at the moment"))
            #expect(page.text.contains("class=\"masthead\""))
            #expect(!page.text.contains("127.0.0.1"))
        }
    }

    @Test func `what needs no database is served`() async throws {
        try await run { blog in
            var visitor = blog.visitor

            let icon = try await visitor.get("/favicon.ico")

            #expect(icon.status == 200)
        }
    }

    @Test func `the blog is alive, but not ready`() async throws {
        try await run { blog in
            var visitor = blog.visitor

            let alive = try await visitor.get("/healthz")
            let ready = try await visitor.get("/readyz")

            #expect(alive.status == 200)
            #expect(ready.status == 503)
            #expect(ready.text == "not ready: database")
        }
    }
}
