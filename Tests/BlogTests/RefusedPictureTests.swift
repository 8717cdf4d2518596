import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Pictures that are refused", .database, .needsServer, .timeLimit(.minutes(10)))
struct RefusedPictureTests {
    static let hostile: [[UInt8]] = [
        Array("hello, this is a text".utf8),
        Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8),
        Array("%PDF-1.7".utf8), Array(Photograph.large.prefix(Photograph.large.count / 2)),
        PNG.file(width: 60_000, height: 60_000, pixels: [0]), [0xFF, 0xD8, 0xFF],
    ]

    @Test("a hostile file is a message on the form and leaves nothing", arguments: hostile)
    func refused(file: [UInt8]) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let answer = try await owner.publish(PostDraft(body: "Kept words", picture: file))

            #expect(answer.status == 422)
            #expect(answer.text.contains("id=\"image-error\""))
            #expect(answer.text.contains("\nKept words</textarea>"))
            #expect(answer.text.contains("Please choose the picture once more"))
            #expect(try await StoredPictures.count() == .none)
            #expect(try await TestDatabase.collection("posts").count() == 0)
            #expect(try blog.uploads() == [])
        }
    }

    @Test func `after a hostile file the site is as before`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(picture: Self.hostile[0]))

            let answer = try await owner.publish(PostDraft(picture: Photograph.small))

            #expect(answer.status == 303)
        }
    }

    @Test func `a hostile file leaves the picture that was there`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish(PostDraft(picture: Photograph.small))
            let before = try await owner.get("/posts/on-ink").pictureAddresses

            let answer = try await owner.save(
                PostDraft(picture: Self.hostile[0]), at: "/posts/on-ink")

            #expect(answer.status == 422)
            #expect(try await owner.get("/posts/on-ink").pictureAddresses == before)
            #expect(try await owner.get(try #require(before.first)).status == 200)
        }
    }

    @Test func `a file that is too large is a message on the form`() async throws {
        var options = TestBlog.Options()
        options.maximumImageBytes = 1000
        try await TestBlog.run(options) { blog in
            var owner = try await blog.owner()

            let answer = try await owner.publish(
                PostDraft(body: "Kept words", picture: Photograph.large))

            #expect(answer.status == 422)
            #expect(answer.text.contains("The picture is too large"))
            #expect(answer.text.contains("\nKept words</textarea>"))
            #expect(try await StoredPictures.count() == .none)
            #expect(try blog.uploads() == [])
        }
    }

    @Test func `a form that is far too large gets the site's page with the words`() async throws {
        var options = TestBlog.Options()
        options.maximumImageBytes = 1000
        try await TestBlog.run(options) { blog in
            var owner = try await blog.owner()
            let file = [UInt8](repeating: 0, count: 3 << 20)

            let answer = try await owner.publish(PostDraft(body: "Kept words", picture: file))

            #expect(answer.status == 413)
            #expect(answer.text.contains("Too large"))
            #expect(answer.text.contains("class=\"masthead\""))
            #expect(answer.text.contains("\nKept words</textarea>"))
            #expect(try await StoredPictures.count() == .none)
            #expect(try blog.uploads() == [])
        }
    }

    @Test func `a form with mistakes stores no picture`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()

            let answer = try await owner.publish(PostDraft(title: "", picture: Photograph.small))

            #expect(answer.status == 422)
            #expect(answer.text.contains("Please choose the picture once more"))
            #expect(try await StoredPictures.count() == .none)
        }
    }
}
