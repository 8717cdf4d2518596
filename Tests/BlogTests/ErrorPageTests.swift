import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Pages for what goes wrong", .database, .needsServer, .timeLimit(.minutes(10)))
struct ErrorPageTests {
    @Test(
        "an address where nothing is has the site's own page",
        arguments: [
            "/nowhere", "/posts/nowhere", "/posts/a/b/c", "/images/x", "/static/nowhere.css",
            "/images/507f1f77bcf86cd799439011", "/images/507f1f77bcf86cd799439011/480",
            "/posts/%ff", "/../etc/passwd",
        ])
    func notFound(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let page = try await owner.get(address)

            #expect(page.status == 404)
            #expect(page["content-type"] == "text/html; charset=utf-8")
            #expect(page.text.contains("Page not found"))
            #expect(page.text.contains("class=\"masthead\""))
            #expect(page.text.contains("<span>Ink &amp; Stone</span>"))
        }
    }

    @Test(
        "a method that an address lacks is refused with those it has",
        arguments: [
            ("/", "DELETE", "GET, HEAD, OPTIONS"), ("/posts", "GET", "OPTIONS, POST"),
            ("/posts/on-ink", "PUT", "GET, HEAD, OPTIONS, POST"),
            ("/signout", "HEAD", "OPTIONS, POST"), ("/favicon.ico", "PATCH", "GET, HEAD, OPTIONS"),
        ])
    func methods(address: String, method: String, allowed: String) async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            let page = try await visitor.get(address, method: method)

            #expect(page.status == 405)
            #expect(page["allow"] == allowed)
        }
    }

    @Test(
        "HEAD is answered like GET, without the page",
        arguments: [
            "/", "/posts/on-ink", "/tags/tea", "/signin", "/write", "/nowhere", "/favicon.ico",
        ])
    func head(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(tags: "tea"))
            var reader = blog.visitor

            let whole = try await reader.get(address)
            let head = try await reader.get(address, method: "HEAD")

            #expect(head.status == whole.status)
            #expect(head["content-type"] == whole["content-type"])
            #expect(head["content-length"] == whole["content-length"])
            #expect(head.body.isEmpty)
        }
    }

    @Test(
        "a stored post that is broken says nothing of the cause", arguments: ["/posts/broken", "/"])
    func broken(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            try await TestDatabase.collection("posts").insert([
                [
                    "slug": "broken", "title": 424_242, "secret": "do not tell",
                    "created": .date(milliseconds: 0),
                ]
            ])

            let page = try await owner.get(address)

            let identifier = try #require(page["x-request-id"])
            #expect(page.status == 500)
            #expect(page.text.contains("<code>\(identifier)</code>"))
            for word in ["BSON", "title:", "424242", "do not tell", "Swift", "posts."] {
                #expect(!page.text.contains(word), "\(word)")
            }
            #expect(blog.log.all.contains { $0.contains(identifier) && $0.contains("title") })
        }
    }

    @Test func `a program gets a problem document`() async throws {
        try await TestBlog.run { blog in
            var visitor = blog.visitor

            let answer = try await visitor.get("/nowhere", headers: ["Accept: application/json"])

            #expect(answer.status == 404)
            #expect(answer["content-type"] == "application/problem+json")
        }
    }
}
