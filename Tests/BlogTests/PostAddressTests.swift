import MongoClient
import TestSupport
import Testing

@Suite("Addresses of posts", .database, .needsServer, .timeLimit(.minutes(10)))
struct PostAddressTests {
    @Test func `equal titles get numbers`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            var locations: [String?] = []
            for _ in 0..<3 { locations.append(try await owner.publish()["location"]) }

            #expect(locations == ["/posts/on-ink", "/posts/on-ink-2", "/posts/on-ink-3"])
        }
    }

    @Test func `equal titles at the same moment get different addresses`() async throws {
        try await TestBlog.run { blog in
            let owner = try await blog.owner()

            let locations = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var same = owner
                        return try await same.publish()["location"]
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }

            let expected = ["/posts/on-ink"] + (2...8).map { "/posts/on-ink-\($0)" }
            #expect(locations == Set(expected))
        }
    }

    @Test func `a Chinese title keeps its characters`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let answer = try await owner.publish(PostDraft(title: "墨与纸"))

            let location = try #require(answer["location"])
            let page = try await owner.get(location)
            #expect(location == "/posts/%E5%A2%A8%E4%B8%8E%E7%BA%B8")
            #expect(page.text.contains("<h1>墨与纸</h1>"))
        }
    }

    @Test func `the address of a deleted post is not used again`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            _ = try await owner.submit(to: "/posts/on-ink/delete")

            let answer = try await owner.publish()

            #expect(answer["location"] == "/posts/on-ink-2")
            #expect(try await owner.get("/posts/on-ink").status == 410)
        }
    }

    @Test func `a title that is no word has an address too`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let answer = try await owner.publish(PostDraft(title: "…?!"))

            #expect(answer["location"] == "/posts/post")
        }
    }
}
