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
