import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Lists of posts", .database, .needsServer, .timeLimit(.minutes(10)))
struct PostListTests {
    @Test func `the home page lists posts with the newest first`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            for title in ["One", "Two", "Three"] {
                _ = try await owner.publish(PostDraft(title: title))
            }

            let home = try await owner.get("/")

            #expect(home.titles == ["Three", "Two", "One"])
            #expect(home.text.contains("rel=\"author\">Ada Lovelace</a>"))
            #expect(home.text.contains("<time datetime=\""))
            #expect(home.text.contains("It is black."))
        }
    }

    @Test func `an excerpt is what a long text says first, after a picture and code`() async throws
    {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let code = String(repeating: "let ink = 墨\n", count: 30)
            let words = (1...2000).map { "word\($0)" }.joined(separator: " ")
            let body = "![a](https://example.org/\(code.count))\n\n```\n\(code)```\n\n\(words)"
            _ = try await owner.publish(PostDraft(title: "Long", body: body))

            let home = try await owner.get("/")

            #expect(home.text.contains("<p class=\"entry-excerpt\">word1 word2"))
            #expect(home.text.contains("word35…"))
        }
    }

    @Test func `a post that something else has stored has an excerpt`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(title: "A", body: "Words *of* A."))
            try await TestDatabase.collection("posts").updateOne([:], ["$unset": ["excerpt": 1]])
            _ = try await owner.publish(PostDraft(title: "B", body: "Words *of* B."))

            let home = try await owner.get("/")

            #expect(home.text.contains("Words of A."))
            #expect(home.text.contains("Words of B."))
        }
    }

    @Test func `an edit changes the excerpt`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(title: "A", body: "What it was."))
            _ = try await owner.save(PostDraft(title: "A", body: "What it is."), at: "/posts/a")

            let home = try await owner.get("/")

            #expect(home.text.contains("What it is."))
        }
    }

    @Test(
        "a tag lists its posts only", arguments: [("tea", "tea"), ("墨 纸", "%E5%A2%A8%20%E7%BA%B8")])
    func tags(tag: String, segment: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(title: "With", tags: "other, \(tag)"))
            _ = try await owner.publish(PostDraft(title: "Without", tags: "teapot"))

            let page = try await owner.get("/tags/\(segment)")

            #expect(page.titles == ["With"])
            #expect(page.text.contains("Posts on “\(tag)”"))
            #expect(page.text.contains("href=\"/tags/\(segment)\" rel=\"tag\""))
        }
    }

    @Test func `an author's page lists their posts only`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var author = try await blog.author("bob", addedBy: &owner)
            _ = try await owner.publish(PostDraft(title: "Ada's"))
            _ = try await author.publish(PostDraft(title: "Bob’s"))

            let page = try await owner.get("/authors/bob")

            #expect(page.titles == ["Bob’s"])
            #expect(page.text.contains("Posts by Mr. bob"))
        }
    }

    @Test("a list of nothing is not found", arguments: ["/tags/nothing", "/authors/nobody"])
    func nothing(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()

            #expect(try await owner.get(address).status == 404)
        }
    }

    @Test("every post is on one page", arguments: ["/", "/tags/%E5%A2%A8", "/authors/ada"])
    func pages(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            for number in 1...21 {
                _ = try await owner.publish(PostDraft(title: "\(number)", tags: "墨"))
            }

            var shown: [[String]] = []
            var next: String? = address
            while let page = next, shown.count < 5 {
                let answer = try await owner.get(page)
                shown.append(answer.titles)
                next = answer.olderAddress
            }

            #expect(shown.map(\.count) == [10, 10, 1])
            #expect(shown.flatMap(\.self) == (1...21).reversed().map { "\($0)" })
        }
    }

    @Test func `a post that comes meanwhile neither repeats nor hides another`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            for number in 1...12 { _ = try await owner.publish(PostDraft(title: "\(number)")) }
            let first = try await owner.get("/")
            _ = try await owner.publish(PostDraft(title: "13"))

            let second = try await owner.get(try #require(first.olderAddress))

            #expect(first.titles == (3...12).reversed().map { "\($0)" })
            #expect(second.titles == ["2", "1"])
            #expect(second.olderAddress == nil)
        }
    }

    @Test("a place that makes no sense is the beginning", arguments: ["x", "1-2", "%C3%A9", ""])
    func positions(text: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()

            #expect(try await owner.get("/?before=\(text)").titles == ["On ink"])
        }
    }
}
