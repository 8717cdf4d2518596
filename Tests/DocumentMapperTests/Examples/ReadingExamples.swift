import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Examples of reading", .database, .needsServer)
struct ReadingExamples {
    let posts: Documents<Post>
    let post: Post

    init() async throws {
        posts = try .forTest()
        let ada = Reference<User>(ObjectID())
        let eve = Reference<User>(ObjectID())
        post = Post(
            title: "Ink", slug: "ink", tags: ["ink", "stone"],
            comments: [Remark(by: "eve", text: "Yes")], author: ada,
            publishedAt: Date(bsonMilliseconds: 0), views: 10)
        try await posts.insert(contentsOf: [
            post, Post(title: "Stone", slug: "stone", author: ada, publishedAt: .now, views: 2),
            Post(title: "Draft", slug: "draft", author: eve),
        ])
    }

    @Test func `the latest`() async throws {
        let latest = try await posts.find { $0.publishedAt != nil && $0.tags.contains("ink") }
            .sort { $0.publishedAt.descending }
            .limit(20)
            .all()

        #expect(latest.map(\.slug) == ["ink"])
    }

    @Test func `one document`() async throws {
        let first = try await posts.find().sort { $0.views.descending }.first()
        let only = try await posts.find { $0.slug == "ink" }.one()
        let known = try await posts.find(id: post.id)
        let needed = try await posts.get(post.id)
        let several = try await posts.find(ids: [post.id, ObjectID()])

        #expect([first?.id, only?.id, known?.id, needed.id] == Array(repeating: post.id, count: 4))
        #expect(several.map { $0?.slug } == ["ink", nil])
    }

    @Test func `conditions`() async throws {
        let found = try await posts.find {
            !$0.slug.in(["old", "older"]) && ($0.views >= 10 || $0.title.hasPrefix("St"))
        }.all()
        let answered = try await posts.find {
            $0.comments.contains { $0.by == "eve" && $0.isHidden == false }
                && $0.tags.contains(all: ["ink", "stone"])
        }.all()

        #expect(Set(found.map(\.slug)) == ["ink", "stone"])
        #expect(answered.map(\.slug) == ["ink"])
    }

    @Test func `words and places`() async throws {
        let cafes = try Documents<Cafe>.forTest()
        try await posts.indexes.apply()
        try await cafes.indexes.apply()
        let here = GeoPoint(longitude: 7.59, latitude: 47.56)
        try await cafes.insert(Cafe(position: here))

        let hits = try await posts.find { _ in .search("ink -draft") }
            .sort { _ in .textScore }
            .all()
        let near = try await cafes.find { $0.position.near(here, within: 500) }.limit(10).all()

        #expect(hits.map(\.slug) == ["ink"])
        #expect(near.count == 1)
    }

    @Test func `parts, values and numbers`() async throws {
        let headlines = try await posts.find().project(Headline.self).all()
        let slugs = try await posts.find { $0.views > 0 }.values { $0.slug }.all()
        let tags = try await posts.find().distinct { $0.tags.anyElement }
        let count = try await posts.find { $0.views > 0 }.count()
        let lucky = try await posts.find().sample(1).first()

        #expect(headlines.count == 3)
        #expect(Set(slugs) == ["ink", "stone"])
        #expect(Set(tags) == ["ink", "stone"])
        #expect(count == 2)
        #expect(lucky != nil)
    }

    @Test func `pages`() async throws {
        let query = posts.find().sort { $0.views.descending }
        let page = try await query.page(size: 2)
        if let cursor = page.next {
            let second = try await query.page(size: 2, at: cursor)
            #expect(second.items.map(\.slug) == ["draft"])
        }

        #expect(page.items.map(\.slug) == ["ink", "stone"])
    }

    @Test func `one after the other`() async throws {
        var titles: [String] = []
        var total = 0

        for try await post in posts.find().batchSize(500) {
            titles.append(post.title)
        }
        for try await batch in posts.find().batches() {
            total += batch.count
        }

        #expect((titles.count, total) == (3, 3))
    }

    @Test func `groups`() async throws {
        let readerships = try await posts.aggregate()
            .match { $0.publishedAt != nil }
            .group(Readership.self) { total, post in
                total.author = .key(post.author)
                total.posts = .count
                total.views = .sum(post.views)
            }
            .sort { $0.views.descending }
            .all()

        #expect(readerships == [Readership(author: post.author, posts: 2, views: 12)])
    }

    @Test func `facets`() async throws {
        let overview = try await posts.aggregate()
            .facet(Overview.self) { overview, posts in
                overview.newest = posts.sort { $0.createdAt.descending }.limit(1)
                overview.authors = posts.sortByCount { $0.author }
            }
            .one()

        #expect(overview?.newest.count == 1)
        #expect(overview?.authors.map(\.count) == [2, 1])
    }

    @Test func `distances`() async throws {
        let cafes = try Documents<Cafe>.forTest()
        try await cafes.indexes.apply()
        let here = GeoPoint(longitude: 7.59, latitude: 47.56)
        try await cafes.insert(Cafe(position: here))

        let nearest = try await cafes.find()
            .aggregate(NearbyCafe.self, near: here, by: { $0.position }, within: 500) { $0.metres }
            .limit(10)
            .all()

        #expect(nearest.map(\.metres) == [0])
    }

    @Test func `MongoDB's own words`() async throws {
        let even = try await posts.find { _ in .raw(["views": ["$mod": [4, 2]]]) }.raw().all()
        let sizes = try await posts.find().decode { $0.bytes.count }.all()

        #expect(even.count == 2)
        #expect(sizes.allSatisfy { $0 > 100 })
    }

    @Test func `what the server does`() async throws {
        try await posts.indexes.apply()

        let plan = try await posts.find { $0.slug == "ink" }.explain()

        #expect(plan.indexes == [Post.indexes[0].name])
        #expect(plan.documentsExamined == 1)
    }
}
