import RenderCache
import TestSupport
import Testing

@Suite("The page of the cache", .database, .needsServer)
struct CacheControllerTests {
    @Test func `it is the owner's`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var author = try await blog.author("brush", addedBy: &owner)
            var visitor = blog.visitor

            let answers = [
                try await owner.get("/admin/cache"), try await author.get("/admin/cache"),
                try await visitor.get("/admin/cache"),
            ]

            #expect(answers.map(\.status) == [200, 403, 303])
        }
    }

    @Test func `it tells what readers were shown`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var visitor = blog.visitor
            for _ in 0..<3 { _ = try await visitor.get("/") }

            let page = try await owner.get("/admin/cache")

            #expect(page.text.contains("list"))
            #expect(!page.text.contains("Nobody has asked yet"))
        }
    }

    @Test func `a tag that is cleared is said to be`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.get("/admin/cache")

            let answer = try await owner.submit(["tag": "list:all"], to: "/admin/cache")
            let page = try await owner.get("/admin/cache")

            #expect(answer.status == 303)
            #expect(page.text.contains("list:all"))
        }
    }

    @Test func `pages with a tag that is cleared are made anew`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var visitor = blog.visitor
            var made = 0
            // From when the log of changes is read, pages are kept.
            repeat {
                made = try await owner.pagesMade(of: "list")
                _ = try await visitor.get("/")
            } while try await owner.pagesMade(of: "list") > made

            _ = try await owner.submit(["tag": "list:all"], to: "/admin/cache")

            while try await owner.pagesMade(of: "list") == made {
                _ = try await visitor.get("/")
            }
        }
    }

    @Test(arguments: ["list", "post:1", "list:tag/", "picture:all", "settings:all"])
    func `a tag that no page has is refused`(tag: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.get("/admin/cache")

            let answer = try await owner.submit(["tag": tag], to: "/admin/cache")

            #expect(answer.status == 422)
            #expect(answer.text.contains("No page has such a tag."))
        }
    }

    @Test func `without a store each reader's page is made anew`() async throws {
        try await TestBlog.run(TestBlog.Options(cache: NullStore())) { blog in
            var owner = try await blog.owner()
            var visitor = blog.visitor
            for _ in 0..<3 { _ = try await visitor.get("/") }

            let page = try await owner.get("/admin/cache")

            #expect(page.text.contains("The cache is switched off"))
            #expect(!page.text.contains("Clear everything"))
            #expect(!page.text.contains("<table"))
        }
    }

    @Test func `a tag that is missing is asked for`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.get("/admin/cache")

            let answer = try await owner.submit(["tag": " "], to: "/admin/cache")

            #expect(answer.status == 422)
            #expect(answer.text.contains("Give a tag."))
        }
    }
}

extension Browser {
    /// How many pages with a kind of tag were made, as the owner is told.
    fileprivate mutating func pagesMade(of kind: String) async throws -> Int {
        let rows = try await get("/admin/cache").text.split(separator: "<tr>")
        guard let row = rows.first(where: { $0.contains(">\(kind)</th>") }) else { return 0 }
        // The name, hits, misses.
        let cells = row.split(separator: "<td>")
        return cells.count > 2 ? Int(cells[2].prefix { $0 != "<" }) ?? 0 : 0
    }
}
