import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("Examples of references and attachments", .database, .needsServer)
struct ReferenceExamples {
    let users: Documents<User>
    let posts: Documents<Post>
    let ada: User

    init() async throws {
        users = try .forTest()
        posts = try .forTest()
        ada = try await users.insert(User(name: "Ada"))
        try await posts.insert(contentsOf: [
            Post(title: "Ink", slug: "ink", author: Reference(to: ada)),
            Post(title: "Lost", slug: "lost", author: Reference(ObjectID())),
        ])
    }

    @Test func `resolve a page`() async throws {
        let page = try await posts.find().sort { $0.slug.ascending }.limit(20).all()
        let authors = try await page.resolve(\.author, in: users)
        let author = try await page[0].author.resolve(in: users)

        #expect(authors == [ada, nil])
        #expect(author == ada)
    }

    @Test func `join on the server`() async throws {
        let signed = try await posts.aggregate()
            .sort { $0.slug.ascending }
            .lookup(SignedPost.self, users, on: { $0.author == $1.id }, as: { $0.writer })
            .all()

        #expect(signed.map(\.writer?.name) == ["Ada", nil])
    }

    @Test func `delete by rules`() async throws {
        var isKept = false

        do {
            try await users.delete(ada)
        } catch MongoError.Code.stillReferenced {
            isKept = true
        }

        #expect(isKept)
        #expect(try await users.find(id: ada.id) == ada)
    }

    @Test func `hold`() async throws {
        let client = try await TestServer.shared()

        try await client.withTransaction { session in
            try await users.within(session).hold(ada.id)
            let post = Post(title: "Held", slug: "held", author: Reference(to: ada))
            try await posts.within(session).insert(post)
        }

        #expect(try await posts.find { $0.slug == "held" }.count() == 1)
    }

    @Test func `attach and read`() async throws {
        let galleries = try Documents<Gallery>.forTest()
        let pieces = AsyncStream(one: [1, 2, 3, 4] as [UInt8])
        var gallery = Gallery()
        var bytes: [UInt8] = []

        gallery.cover = try await galleries.attachments.store(
            name: "ink.png", contentType: "image/png", from: pieces)
        try await galleries.save(&gallery)
        if let cover = gallery.cover {
            for try await piece in galleries.attachments.open(cover) { bytes += piece }
            bytes += try await galleries.attachments.open(cover, range: 1..<3).collect()
        }

        #expect(bytes == [1, 2, 3, 4, 2, 3])
    }

    @Test func `keep versions`() async throws {
        let galleries = try Documents<Gallery>.forTest()
        var gallery = Gallery()
        gallery.cover = try await galleries.attachments.store(
            name: "ink.png", contentType: "image/png", from: AsyncStream(one: [1] as [UInt8]))
        try await galleries.save(&gallery)

        if let cover = gallery.cover { gallery.pictures.append(cover) }
        gallery.cover = try await galleries.attachments.store(
            name: "ink.png", contentType: "image/png", from: AsyncStream(one: [5] as [UInt8]))
        try await galleries.save(&gallery)

        try await galleries.attachments.sweep(olderThan: .zero)
        var versions: [[UInt8]] = []
        for file in gallery.pictures + [gallery.cover].compactMap(\.self) {
            versions.append(try await galleries.attachments.open(file).collect())
        }
        #expect(versions == [[1], [5]])
    }

    @Test func `sweep`() async throws {
        let galleries = try Documents<Gallery>.forTest()
        _ = try await galleries.attachments.store(
            name: "a", contentType: "b", from: AsyncStream(one: [1] as [UInt8]))

        let report = try await galleries.attachments.sweep(olderThan: .seconds(24 * 60 * 60))

        #expect(report.files == 0)
    }
}
