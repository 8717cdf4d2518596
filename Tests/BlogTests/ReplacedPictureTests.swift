import TestSupport
import Testing

@Suite("Pictures that go", .database, .needsServer, .timeLimit(.minutes(10)))
struct ReplacedPictureTests {
    private static let one = StoredPictures(images: 1, files: 1, chunks: 1)

    /// Publishes the large photograph, and returns the owner and its addresses.
    private func published(_ blog: TestBlog) async throws -> (owner: Browser, old: [String]) {
        var owner = try await blog.owner()
        _ = try await owner.publish(PostDraft(alt: "Old", picture: Photograph.large))
        let addresses = try await owner.get("/posts/on-ink").pictureAddresses
        try #require(addresses.count == 3)
        return (owner, addresses)
    }

    @Test func `another picture takes the place of the old one`() async throws {
        try await TestBlog.run { blog in
            var (owner, old) = try await published(blog)

            _ = try await owner.save(
                PostDraft(alt: "New", picture: Photograph.small), at: "/posts/on-ink")

            let page = try await owner.get("/posts/on-ink")
            #expect(page.text.contains("width=\"48\" height=\"32\" alt=\"New\""))
            #expect(try await StoredPictures.count() == Self.one)
            for address in old { #expect(try await owner.get(address).status == 404) }
        }
    }

    @Test func `a picture is taken away with its files`() async throws {
        try await TestBlog.run { blog in
            var (owner, old) = try await published(blog)

            _ = try await owner.save(PostDraft(removesPicture: true), at: "/posts/on-ink")

            let page = try await owner.get("/posts/on-ink")
            #expect(page.pictureAddresses == [])
            #expect(try await StoredPictures.count() == .none)
            #expect(try await owner.get(old[0]).status == 404)
        }
    }

    @Test func `a deleted post takes its picture along`() async throws {
        try await TestBlog.run { blog in
            var (owner, _) = try await published(blog)

            _ = try await owner.submit(to: "/posts/on-ink/delete")

            #expect(try await StoredPictures.count() == .none)
        }
    }

    @Test func `an edit without a file keeps the picture`() async throws {
        try await TestBlog.run { blog in
            var (owner, old) = try await published(blog)

            _ = try await owner.save(PostDraft(alt: "New words"), at: "/posts/on-ink")

            let page = try await owner.get("/posts/on-ink")
            #expect(page.pictureAddresses == old)
            #expect(page.text.contains("alt=\"New words\""))
        }
    }

    @Test func `an edit that comes too late stores no picture`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            _ = try await owner.save(PostDraft(body: "Theirs"), at: "/posts/on-ink")

            let answer = try await owner.save(
                PostDraft(picture: Photograph.small, version: "1"), at: "/posts/on-ink")

            #expect(answer.status == 409)
            #expect(try await StoredPictures.count() == .none)
        }
    }

    @Test func `of edits with pictures at the same moment one picture stays`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()

            try await withThrowingTaskGroup(of: Void.self) { [owner] group in
                for _ in 0..<4 {
                    group.addTask {
                        var same = owner
                        _ = try await same.save(
                            PostDraft(picture: Photograph.small, version: "1"), at: "/posts/on-ink")
                    }
                }
                try await group.waitForAll()
            }

            let address = try #require(try await owner.get("/posts/on-ink").pictureAddresses.first)
            #expect(try await StoredPictures.count() == Self.one)
            #expect(try await owner.get(address).status == 200)
        }
    }
}
