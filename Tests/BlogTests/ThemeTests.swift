import FoundationEssentials
import TestSupport
import Testing

@Suite("Themes", .database, .needsServer, .timeLimit(.minutes(10)))
struct ThemeTests {
    /// Serves a blog with a theme that has one file, while `body` runs.
    private func run(
        _ content: String, reloads: Bool, path: String = "posts/empty.mustache",
        _ body: (TestBlog, @Sendable (String) throws -> Void) async throws -> Void
    ) async throws {
        let theme = FileManager.default.temporaryDirectory
            .appending(path: "theme-\(UUID().uuidString)")
        let file = theme.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: theme) }
        let write = { @Sendable (content: String) in try Data(content.utf8).write(to: file) }
        try write(content)
        var options = TestBlog.Options()
        options.themes = [theme.path()]
        options.reloadsTemplates = reloads
        try await TestBlog.run(options) { try await body($0, write) }
    }

    @Test func `a file of the theme takes the place of the blog's`() async throws {
        try await run("<p>Themed for {{siteTitle}}</p>\n", reloads: false) { blog, _ in
            var visitor = blog.visitor

            let page = try await visitor.get("/")

            #expect(page.text.contains("<p>Themed for Inkstone</p>"))
            #expect(page.text.contains("class=\"masthead\""))
        }
    }

    @Test func `a theme gives the pages of one feature a layout of their own`() async throws {
        let layout = "{{<layout}}{{$head}}<meta name=\"of\" content=\"posts\">{{/head}}{{/layout}}"
        try await run(layout, reloads: false, path: "posts/layout.mustache") { blog, _ in
            var visitor = blog.visitor

            let home = try await visitor.get("/")
            let form = try await visitor.get("/signin")

            #expect(home.text.contains("<meta name=\"of\" content=\"posts\">"))
            #expect(home.text.contains("class=\"masthead\""))
            #expect(!form.text.contains("<meta name=\"of\""))
        }
    }

    @Test func `a theme with a mistake stops the start with its place`() async throws {
        await #expect {
            try await run("\n{{siteTilte}}", reloads: false) { _, _ in }
        } throws: { error in
            "\(error)".contains(
                "posts/empty.mustache:2:1: nothing here is called 'siteTilte'; did you mean "
                    + "'siteTitle'?")
        }
    }

    @Test func `in development a changed file shows at the next reload`() async throws {
        try await run("<p>One</p>\n", reloads: true) { blog, write in
            var visitor = blog.visitor
            let before = try await visitor.get("/")

            try write("<p>Two of them</p>\n")
            let after = try await visitor.get("/")

            #expect(before.text.contains("<p>One</p>"))
            #expect(after.text.contains("<p>Two of them</p>"))
        }
    }

    @Test func `otherwise files are read once`() async throws {
        try await run("<p>One</p>\n", reloads: false) { blog, write in
            var visitor = blog.visitor

            try write("{{broken")
            let page = try await visitor.get("/")

            #expect(page.status == 200)
            #expect(page.text.contains("<p>One</p>"))
        }
    }

    @Test(arguments: ["/", "/no/such/page"])
    func `in development a mistake shows in the page until it is mended`(
        address: String
    ) async throws {
        try await run("<p>One</p>\n", reloads: true) { blog, write in
            var visitor = blog.visitor

            try write("<p>One</p>\n<p>{{<b>oops}}</p>\n<p>Three</p>\n")
            let broken = try await visitor.get(address)
            try write("<p>Mended at last</p>\n")
            let mended = try await visitor.get("/")

            #expect(broken.status == (address == "/" ? 500 : 404))
            #expect(broken["content-type"] == "text/html; charset=utf-8")
            #expect(broken.text.contains("posts/empty.mustache:2:4</code>"))
            #expect(broken.text.contains("2 <mark>&lt;p&gt;{{&lt;b&gt;oops}}&lt;/p&gt;</mark>"))
            #expect(broken.text.contains("3 &lt;p&gt;Three&lt;/p&gt;"))
            #expect(mended.text.contains("<p>Mended at last</p>"))
        }
    }
}
