import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Editing", .database, .needsServer, .timeLimit(.minutes(10)))
struct EditingTests {
    private func stored() async throws -> BSONDocument {
        try #require(try await TestDatabase.collection("posts").findOne([:]))
    }

    @Test func `an edit changes what the form shows and nothing else`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            let before = try await stored()

            let answer = try await owner.save(
                PostDraft(title: "On paper", body: "It is white.", tags: "paper"),
                at: "/posts/on-ink")

            let after = try await stored()
            #expect(answer.status == 303)
            #expect(answer["location"] == "/posts/on-ink")
            for key in ["_id", "slug", "created", "author"] {
                #expect(after[key] == before[key], "\(key)")
            }
            #expect(after["title"] == "On paper")
            #expect(after["body"] == "It is white.")
            #expect(after["tags"] == ["paper"])
            #expect(after["edited"]?.date != nil)
        }
    }

    @Test func `an edited post says so, once`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            _ = try await owner.get("/")
            _ = try await owner.save(PostDraft(title: "On paper"), at: "/posts/on-ink")

            let first = try await owner.get("/posts/on-ink")
            let second = try await owner.get("/posts/on-ink")

            #expect(first.flashes == ["Saved."])
            #expect(second.flashes == [])
            #expect(second.text.contains("edited <time"))
        }
    }

    @Test func `the form shows the post`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(body: "\n\na\nb", tags: "tea, ink"))

            let form = try await owner.get("/posts/on-ink/edit")

            #expect(form.text.firstValue(of: "title") == "On ink")
            #expect(form.text.contains("\n\n\na\nb</textarea>"))
            #expect(form.text.contains("value=\"tea, ink\""))
        }
    }

    @Test func `an edit of what changed meanwhile keeps both texts`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            _ = try await owner.save(PostDraft(title: "First", body: "Theirs"), at: "/posts/on-ink")

            let answer = try await owner.save(
                PostDraft(title: "Second", body: "Mine", version: "1"), at: "/posts/on-ink")

            #expect(answer.status == 409)
            #expect(answer.text.contains("\nTheirs</textarea>"))
            #expect(answer.text.contains("\nMine</textarea>"))
            #expect(answer.text.contains("value=\"First\" readonly"))
            #expect(answer.text.firstValue(of: "title") == "Second")
            #expect(try await stored()["body"] == "Theirs")
        }
    }

    @Test func `after a conflict one's own text can be saved`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            _ = try await owner.save(PostDraft(body: "Theirs"), at: "/posts/on-ink")
            let conflict = try await owner.save(
                PostDraft(body: "Mine", version: "1"), at: "/posts/on-ink")
            let version = try #require(conflict.text.firstValue(of: "version"))

            let answer = try await owner.save(
                PostDraft(body: "Mine", version: version), at: "/posts/on-ink")

            #expect(answer.status == 303)
            #expect(try await stored()["body"] == "Mine")
        }
    }

    @Test func `of edits at the same moment one is saved`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()

            let statuses = try await withThrowingTaskGroup(of: Int.self) { [owner] group in
                for number in 0..<8 {
                    group.addTask {
                        var same = owner
                        return try await same.save(
                            PostDraft(body: "\(number)", version: "1"), at: "/posts/on-ink"
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(statuses.filter { $0 == 303 }.count == 1)
            #expect(statuses.filter { $0 == 409 }.count == 7)
        }
    }

    @Test func `an edit with mistakes comes back and is not saved`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()

            let answer = try await owner.save(
                PostDraft(title: "", body: "Kept words"), at: "/posts/on-ink")

            #expect(answer.status == 422)
            #expect(answer.text.contains("\nKept words</textarea>"))
            #expect(try await stored()["body"] == "It is *black*.")
        }
    }

    @Test(
        "nobody opens what belongs to someone else",
        arguments: ["/posts/on-ink/edit", "/posts/on-ink/delete"])
    func opensOthers(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var author = try await blog.author("bob", addedBy: &owner)
            _ = try await owner.publish()

            #expect(try await author.get(address).status == 403)
        }
    }

    @Test(
        "nobody changes what belongs to someone else, nor does the owner",
        arguments: ["/posts/on-ink", "/posts/on-ink/delete"])
    func changesOthers(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var author = try await blog.author("bob", addedBy: &owner)
            _ = try await author.publish()
            let before = try await stored()

            let answer = try await owner.submit(
                ["title": "Mine", "body": "Mine", "version": "1"], to: address, from: "/write")

            #expect(answer.status == 403)
            #expect(try await stored() == before)
        }
    }
}
