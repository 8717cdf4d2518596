import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Pictures of posts", .database, .needsServer, .timeLimit(.minutes(10)))
struct PictureTests {
    /// Publishes the large photograph, and returns the page.
    private func page(_ blog: TestBlog) async throws -> RawResponse {
        var owner = try await blog.owner()
        let answer = try await owner.publish(
            PostDraft(alt: "Two colors", picture: Photograph.large))
        try #require(answer.status == 303)
        return try await owner.get("/posts/on-ink")
    }

    @Test func `a picture is stored in every width that it has`() async throws {
        try await TestBlog.run { blog in
            let page = try await page(blog)

            let stored = try await StoredPictures.count()

            #expect(stored == StoredPictures(images: 1, files: 3, chunks: 3))
            #expect(
                page.pictureAddresses.map { $0.split(separator: "/").last } == [
                    "480", "960", "1000",
                ])
        }
    }

    @Test func `the page knows the picture's size and description`() async throws {
        try await TestBlog.run { blog in
            let page = try await page(blog)

            #expect(page.text.contains("width=\"1000\" height=\"600\" alt=\"Two colors\""))
            #expect(page.text.contains(" 480w, /images/"))
        }
    }

    @Test func `the home page shows the picture`() async throws {
        try await TestBlog.run { blog in
            let page = try await page(blog)
            var reader = blog.visitor

            let home = try await reader.get("/")

            #expect(home.pictureAddresses == page.pictureAddresses)
        }
    }

    @Test func `browsers keep a picture for good`() async throws {
        try await TestBlog.run { blog in
            let address = try #require(try await page(blog).pictureAddresses.first)
            var reader = blog.visitor

            let picture = try await reader.get(address)

            #expect(picture.status == 200)
            #expect(picture["content-type"] == "image/jpeg")
            #expect(picture["cache-control"] == "public, max-age=31536000, immutable")
            #expect(picture["x-content-type-options"] == "nosniff")
            #expect(picture["set-cookie"] == nil)
            #expect(picture.body.starts(with: [0xFF, 0xD8]))
        }
    }

    @Test func `a picture that the browser has is not sent again`() async throws {
        try await TestBlog.run { blog in
            let address = try #require(try await page(blog).pictureAddresses.first)
            var reader = blog.visitor
            let tag = try #require(try await reader.get(address)["etag"])

            let answer = try await reader.get(address, headers: ["If-None-Match: \(tag)"])

            #expect(answer.status == 304)
            #expect(answer.body.isEmpty)
        }
    }

    @Test func `each width has its own tag`() async throws {
        try await TestBlog.run { blog in
            let addresses = try await page(blog).pictureAddresses
            var reader = blog.visitor

            var tags: Set<String?> = []
            for address in addresses { tags.insert(try await reader.get(address)["etag"]) }

            #expect(tags.count == 3)
        }
    }

    @Test func `a part of a picture is sent alone`() async throws {
        try await TestBlog.run { blog in
            let address = try #require(try await page(blog).pictureAddresses.last)
            var reader = blog.visitor
            let whole = try await reader.get(address).body

            let part = try await reader.get(address, headers: ["Range: bytes=10-19"])

            #expect(part.status == 206)
            #expect(part["content-range"] == "bytes 10-19/\(whole.count)")
            #expect(part.body == Array(whole[10...19]))
        }
    }

    @Test func `the largest width has a short address, and others have none`() async throws {
        try await TestBlog.run { blog in
            let largest = try #require(try await page(blog).pictureAddresses.last)
            let short = largest.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
            var reader = blog.visitor

            let whole = try await reader.get(largest)
            let same = try await reader.get(short)

            #expect(same.body == whole.body)
            for width in ["481", "0", "-1", "x", "99999999999999999999"] {
                #expect(try await reader.get("\(short)/\(width)").status == 404, "\(width)")
            }
        }
    }

    @Test func `nothing that the camera wrote is published`() async throws {
        try await TestBlog.run { blog in
            let addresses = try await page(blog).pictureAddresses
            var reader = blog.visitor

            for address in addresses {
                let picture = try await reader.get(address)
                #expect(!picture.holds(Metadata.secret) && !picture.holds("Exif"), "\(address)")
            }
        }
    }

    @Test func `an upload leaves no file behind`() async throws {
        try await TestBlog.run { blog in
            _ = try await page(blog)

            #expect(try blog.uploads() == [])
        }
    }
}
