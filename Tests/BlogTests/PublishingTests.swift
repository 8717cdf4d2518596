import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Publishing", .database, .needsServer, .timeLimit(.minutes(10)))
struct PublishingTests {
    @Test func `publishing leads to the post`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let answer = try await owner.publish()

            let page = try await owner.get("/posts/on-ink")
            #expect(answer.status == 303)
            #expect(answer["location"] == "/posts/on-ink")
            #expect(page.text.contains("<h1>On ink</h1>"))
            #expect(page.text.contains("It is <em>black</em>."))
        }
    }

    @Test func `the message is shown once`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()

            let first = try await owner.get("/posts/on-ink")
            let second = try await owner.get("/posts/on-ink")

            #expect(first.flashes == ["Published."])
            #expect(first["cache-control"] == "no-store")
            #expect(second.flashes == [])
        }
    }

    @Test func `others see the post and no message`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var reader = blog.visitor
            _ = try await owner.publish()

            let page = try await reader.get("/posts/on-ink")

            #expect(page.status == 200)
            #expect(page.flashes == [])
            #expect(page["set-cookie"] == nil)
            #expect(!page.text.contains("/posts/on-ink/edit"))
        }
    }

    @Test func `everyone who has an account publishes`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var author = try await blog.author("bob", addedBy: &owner)

            _ = try await author.publish()

            let page = try await owner.get("/posts/on-ink")
            #expect(page.text.contains("rel=\"author\">Mr. bob</a>"))
        }
    }

    @Test func `a form with mistakes comes back with everything typed`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let draft = PostDraft(
                title: " ", body: "Kept words", tags: "kept, a/b", alt: "Kept alt")

            let answer = try await owner.publish(draft)

            #expect(answer.status == 422)
            #expect(answer.text.contains("Give the post a title."))
            #expect(answer.text.contains("\nKept words</textarea>"))
            #expect(answer.text.contains("value=\"kept, a/b\""))
            #expect(answer.text.contains("value=\"Kept alt\""))
            #expect(try await TestDatabase.collection("posts").count() == 0)
        }
    }

    @Test func `a form that comes back can be sent again`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let form = try await owner.publish(PostDraft(title: ""))
            let token = try #require(form.text.firstValue(of: "_csrf"))

            let answer = try await owner.upload(
                "/posts", PostDraft().multipart(token: token, version: "0"))

            #expect(answer["location"] == "/posts/on-ink")
        }
    }

    @Test func `what is stored is what was typed`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            _ = try await owner.publish(
                PostDraft(title: " On  ink ", body: "a\r\n\r\nb ", tags: "Tea, tea,墨，纸"))

            let post = try #require(try await TestDatabase.collection("posts").findOne([:]))
            #expect(post["title"]?.string == "On ink")
            #expect(post["body"]?.string == "a\n\nb ")
            #expect(post["tags"] == ["tea", "墨", "纸"])
        }
    }

    @Test func `everything is there after a restart`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
        }

        try await TestBlog.run { blog in
            var reader = blog.visitor

            let home = try await reader.get("/")

            #expect(home.titles == ["On ink"])
            #expect(home.text.contains("<title>Ink &amp; Stone</title>"))
        }
    }
}
