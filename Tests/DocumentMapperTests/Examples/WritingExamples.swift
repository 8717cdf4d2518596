import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Examples of writing", .database, .needsServer)
struct WritingExamples {
    let posts: Documents<Post>
    let ada = User(name: "Ada")

    init() throws {
        posts = try .forTest()
    }

    @discardableResult
    private func stored(_ slug: String = "ink") async throws -> Post {
        try await posts.insert(
            Post(
                title: "Ink", slug: slug, comments: [Remark(by: "eve", text: "a")],
                author: Reference(to: ada)))
    }

    @Test func `insert and save`() async throws {
        var post = try await posts.insert(
            Post(title: "Ink", slug: "ink", author: Reference(to: ada)))
        post.title = "Ink and stone"
        try await posts.save(&post)

        #expect(try await posts.get(post.id).title == "Ink and stone")
    }

    @Test func `insert many`() async throws {
        try await posts.indexes.apply()
        let author = Reference(to: ada)
        let imported = ["a", "a", "b"].map { Post(title: "Ink", slug: $0, author: author) }
        var refused: [Int] = []

        do {
            try await posts.insert(contentsOf: imported, ordered: false)
        } catch let error as MongoError {
            refused = error.writeFailures.map(\.index)
        }

        #expect(refused == [1])
        #expect(try await posts.find().count() == 2)
    }

    @Test func `two edits of one document`() async throws {
        var mine = try await stored()
        try await posts.update(mine.id) { $0.tags.push("theirs") }
        mine.title = "Mine"

        do {
            try await posts.save(&mine)
        } catch let conflict as ConflictError<Post> {
            guard var merged = try conflict.merged() else { throw conflict }
            try await posts.save(&merged)
        }

        let post = try await posts.get(mine.id)
        #expect((post.title, post.tags, post.version) == ("Mine", ["theirs"], 2))
    }

    @Test func `update`() async throws {
        let post = try await stored()

        try await posts.update(post.id) {
            $0.title.set("A better title")
            $0.tags.addToSet("edited")
            $0.publishedAt.setToCurrentDate()
        }
        try await posts.update(post.id, countsAsEdit: false) { $0.views.increment() }

        let found = try await posts.get(post.id)
        #expect((found.title, found.tags, found.views) == ("A better title", ["edited"], 1))
        #expect(found.version == 1)
    }

    @Test func `update elements`() async throws {
        let post = try await stored()

        try await posts.update(post.id) {
            $0.comments.each { $0.by == "eve" }.isHidden.set(true)
            $0.tags.push(contentsOf: ["new"], at: 0, keeping: .first(10))
        }
        try await posts.update(where: { $0.comments.contains { $0.by == "eve" } }) {
            $0.comments.matched.text.set("…")
        }

        let found = try await posts.get(post.id)
        #expect(found.comments == [Remark(by: "eve", text: "…", isHidden: true)])
        #expect(found.tags == ["new"])
    }

    @Test func `upsert`() async throws {
        let draft = Post(title: "Ink", slug: "ink", author: Reference(to: ada))

        let first = try await posts.upsert(where: { $0.slug == "ink" }, orInsert: draft) {
            $0.views.increment()
        }
        let second = try await posts.upsert(where: { $0.slug == "ink" }, orInsert: draft) {
            $0.views.increment()
        }

        #expect((first.isNew, second.isNew) == (true, false))
        #expect(try await posts.get(first.id).views == 2)
    }

    @Test func `find and change in one step`() async throws {
        let old = try await stored("old")
        let draft = try await stored()

        let removed = try await posts.findAndDelete(where: { $0.slug == "old" })
        let published = try await posts.findAndUpdate(
            where: { $0.publishedAt == nil }, order: { $0.createdAt.ascending }
        ) {
            $0.publishedAt.setToCurrentDate()
        }

        #expect(removed?.id == old.id)
        #expect(published?.id == draft.id)
        #expect(published?.publishedAt != nil)
    }

    @Test func `many writes at once`() async throws {
        let post = try await stored()
        try await stored("old")
        let draft = Post(title: "Draft", slug: "draft", author: Reference(to: ada))

        let result = try await posts.bulkWrite {
            try $0.insert(draft)
            try $0.update(post.id) { $0.views.increment() }
            try $0.delete(where: { $0.slug == "old" })
        }

        #expect((result.inserted, result.modified, result.deleted) == (1, 1, 1))
    }

    @Test func `MongoDB's own words`() async throws {
        let post = try await stored()

        try await posts.update(
            where: { $0.views == 0 }, by: .raw([["$set": ["views": ["$size": "$comments"]]]]))

        #expect(try await posts.get(post.id).views == 1)
    }

    @Test func `replace and delete`() async throws {
        var post = try await stored()

        post.title = "Whole"
        try await posts.replace(&post)
        try await posts.delete(post.id)
        try await posts.delete { $0.views == 0 }

        #expect(try await posts.find().count() == 0)
    }

    @Test func `times, and documents that are kept`() async throws {
        let invoices = try Documents<Invoice>.forTest()
        let invoice = try await invoices.insert(Invoice(number: "a-1"))

        try await invoices.delete(invoice.id)
        let deleted = try await invoices.onlyDeleted.find().all()
        try await invoices.restore(invoice.id)
        let count = try await invoices.find().count()
        try await invoices.deletePermanently(invoice.id)

        #expect(invoice.number == "A-1")
        #expect((deleted.count, count) == (1, 1))
        #expect(try await invoices.withDeleted.find().count() == 0)
    }
}
