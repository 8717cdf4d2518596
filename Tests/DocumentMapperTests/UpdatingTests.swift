import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Updating", .database, .needsServer)
struct UpdatingTests {
    let articles: Documents<Article>

    init() throws {
        articles = try .forTest()
    }

    @Test func `every change does what it says`() async throws {
        var article = Article(title: "a", slug: "b", tags: ["x", "y"], publishedAt: .now, views: 5)
        article.comments = [Comment(author: "c"), Comment(author: "d", isHidden: true)]
        article.place = Place(city: "Basel", zip: "4051")
        try await articles.insert(article)

        let isFound = try await articles.update(article.id) {
            $0.title.set("A")
            $0.publishedAt.set(nil)
            $0.place.zip.unset()
            $0.views.increment(by: 2)
            $0.tags.push("z")
            $0.comments.pull { $0.isHidden == true }
            $0.createdAt.setToCurrentDate()
        }

        let found = try #require(try await articles.find(id: article.id))
        #expect(isFound)
        #expect(found.createdAt > article.createdAt)
        article.title = "A"
        article.publishedAt = nil
        article.place?.zip = nil
        article.views = 7
        article.tags = ["x", "y", "z"]
        article.comments = [Comment(author: "c")]
        article.createdAt = found.createdAt
        article.version = 1
        #expect(found == article)
    }

    @Test func `sets gain and lose elements once`() async throws {
        let article = try await articles.insert(
            Article(title: "a", slug: "b", tags: ["x", "y", "x"]))

        try await articles.update(article.id) { $0.tags.addToSet(contentsOf: ["x", "z"]) }
        try await articles.update(article.id) { $0.tags.pull("x") }

        #expect(try await articles.find(id: article.id)?.tags == ["y", "z"])
    }

    @Test func `an update without a document finds none`() async throws {
        let isFound = try await articles.update(ObjectID()) { $0.title.set("a") }

        #expect(!isFound)
    }

    @Test func `an update that comes out empty changes nothing`() async throws {
        let title: String? = nil
        let article = try await articles.insert(Article(title: "a", slug: "b"))

        let isFound = try await articles.update(article.id) {
            if let title { $0.title.set(title) }
        }

        #expect(isFound)
        #expect(try await articles.find(id: article.id) == article)
    }

    @Test func `an update is a conflict to whoever loaded before, unless it is no edit`()
        async throws
    {
        var article = try await articles.insert(Article(title: "a", slug: "b"))

        try await articles.update(article.id, countsAsEdit: false) { $0.views.increment() }
        article.title = "c"
        try await articles.save(&article)
        try await articles.update(article.id) { $0.slug.set("d") }
        article.title = "e"

        await #expect(throws: ConflictError<Article>.self) { try await articles.save(&article) }
        #expect(try await articles.find(id: article.id)?.views == 1)
    }

    @Test func `an update by condition changes what meets it`() async throws {
        try await articles.insert(
            contentsOf: (0..<4).map { Article(title: "a", slug: "\($0)", views: $0) })

        let some = try await articles.update(where: { $0.views < 2 }) { $0.status.set(.published) }
        let all = try await articles.updateAll { $0.tags.push("all") }

        #expect((some, all) == (2, 4))
        #expect(try await articles.find { $0.status == .published }.count() == 2)
        #expect(try await articles.find { $0.tags == ["all"] }.count() == 4)
    }

    @Test("find and update returns the document before or after", arguments: [true, false])
    func findAndUpdate(after: Bool) async throws {
        try await articles.insert(
            contentsOf: [2, 1, 3].map { Article(title: "a", slug: "\($0)", views: $0) })

        let found = try await articles.findAndUpdate(
            where: { $0.status == .draft }, order: { $0.views.ascending },
            returning: after ? .after : .before
        ) { $0.status.set(.published) }

        #expect(found?.views == 1)
        #expect(found?.status == (after ? .published : .draft))
    }

    @Test func `two workers never take the same task`() async throws {
        try await articles.insert(
            contentsOf: (0..<10).map { Article(title: "a", slug: "\($0)", views: $0) })

        let taken = try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    try await articles.findAndUpdate(where: { $0.status == .draft }) {
                        $0.status.set(.published)
                    }?.views
                }
            }
            return try await group.reduce(into: [Int]()) { $0 += [$1].compactMap { $0 } }
        }

        #expect(taken.sorted() == Array(0..<10))
    }

    @Test func `a pipeline computes a field from others`() async throws {
        let article = try await articles.insert(Article(title: "a b", slug: "c"))

        let count = try await articles.update(
            where: { $0.views == 0 },
            by: .raw([["$set": ["views": ["$size": ["$split": ["$title", " "]]]]]]))

        let found = try await articles.find(id: article.id)
        #expect(count == 1)
        #expect(found?.views == 2)
        #expect(found?.version == 1)
    }

    /// Somebody whose own state is in what they ask for.
    actor Editor {
        let articles: Documents<Article>
        var slug = "b"

        init(_ articles: Documents<Article>) {
            self.articles = articles
        }

        func edit() async throws -> Article? {
            try await articles.update(where: { $0.slug == slug }) { $0.title.set(slug) }
            try await articles.updateAll { $0.tags.push(slug) }
            let found = try await articles.findAndUpdate(where: { $0.slug == slug }) {
                $0.tags.push(slug)
            }
            try await articles.delete { $0.slug == slug }
            return found
        }
    }

    @Test func `an actor may use its state in conditions and changes`() async throws {
        try await articles.insert(Article(title: "a", slug: "b"))

        let found = try await Editor(articles).edit()

        #expect(found?.title == "b")
        #expect(found?.tags == ["b", "b"])
        #expect(try await articles.find().count() == 0)
    }
}
