import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Deleting", .database, .needsServer, .timeLimit(.minutes(10)))
struct DeletionTests {
    @Test func `a question comes first`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()

            let question = try await owner.get("/posts/on-ink/delete")

            #expect(question.status == 200)
            #expect(question.text.contains("Delete this post?"))
            #expect(try await owner.get("/posts/on-ink").status == 200)
        }
    }

    @Test func `a deleted post is gone from its address and from every list`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(tags: "tea"))

            let answer = try await owner.submit(to: "/posts/on-ink/delete")

            let home = try await owner.get("/")
            let post = try await owner.get("/posts/on-ink")
            #expect([answer.status, post.status] == [303, 410])
            #expect(answer["location"] == "/")
            #expect(home.flashes == ["“On ink” is deleted."])
            #expect(home.titles == [])
            #expect(!post.text.contains("It is"))
        }
    }

    @Test(
        "nothing is done to a post that is gone",
        arguments: ["/posts/on-ink", "/posts/on-ink/delete"])
    func gone(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            _ = try await owner.submit(to: "/posts/on-ink/delete")

            let answer = try await owner.submit(
                ["title": "a", "body": "b", "version": "1"], to: address, from: "/write")

            #expect(answer.status == 410)
            #expect(try await TestDatabase.collection("posts").count() == 0)
        }
    }

    @Test func `a deletion that was interrupted can be repeated`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            try await TestDatabase.collection("tombstones").insert([["_id": "on-ink"]])

            let answer = try await owner.submit(to: "/posts/on-ink/delete")

            #expect(answer.status == 303)
            #expect(try await owner.get("/posts/on-ink").status == 410)
        }
    }
}
