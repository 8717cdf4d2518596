import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("Examples of sessions", .database, .needsServer, .timeLimit(.minutes(5)))
struct SessionExamples {
    let posts: Documents<Post>
    let users: Documents<User>
    let post = Post(title: "Ink", slug: "ink", author: Reference(ObjectID()))

    init() throws {
        posts = try .forTest()
        users = try .forTest()
    }

    @Test func `transaction`() async throws {
        let client = try await TestServer.shared()

        try await client.withTransaction { session in
            let ada = try await users.within(session).insert(User(name: "Ada"))
            let post = Post(title: "Ink", slug: "ink", author: Reference(to: ada))
            try await posts.within(session).insert(post)
        }

        #expect(try await users.find().count() == 1)
        #expect(try await posts.find().count() == 1)
    }

    @Test func `causal session`() async throws {
        let client = try await TestServer.shared()

        let found = try await client.withSession { session in
            let posts = posts.within(session).with(readPreference: .secondaryPreferred)
            try await posts.insert(post)
            return try await posts.find(id: post.id)
        }

        #expect(found?.id == post.id)
    }

    @Test func `snapshot`() async throws {
        let client = try await TestServer.shared()
        try await posts.with(writeConcern: .majority).insert(post)

        let (all, drafts) = try await client.withSession(.snapshot) { session in
            let posts = posts.within(session)
            let all = try await posts.find().count()
            return (all, try await posts.find { $0.publishedAt == nil }.count())
        }

        #expect((all, drafts) == (1, 1))
    }

    @Test func `one thing after another`() async throws {
        let titles = ["Ink", "Stone"]
        let author = Reference<User>(ObjectID())

        try await withTaskExecutorPreference(DedicatedThread()) {
            for title in titles {
                try await posts.insert(
                    Post(title: title, slug: title.lowercased(), author: author))
            }
        }

        #expect(try await posts.find().count() == 2)
    }

    @Test func `changes`() async throws {
        let changes = try await posts.changes()
        let first = try await posts.insert(post)
        try await posts.delete(first.id)
        var titles: [Post.ID: String] = [:]
        var place: ResumeToken?

        for try await change in changes {
            switch change.kind {
            case .inserted(let post), .replaced(let post): titles[post.id] = post.title
            case .updated(let id, _, _), .deleted(let id): titles[id] = nil
            case .invalidated, .other: break
            }
            place = change.resumeToken
            if !titles.isEmpty { break }
        }
        let rest = try await posts.changes(options: ChangeStreamOptions(resumeAfter: place))

        let next = try await rest.makeAsyncIterator().next()
        #expect(titles == [first.id: "Ink"])
        #expect(next?.kind == .deleted(first.id))
    }

    @Test func `settings`() async throws {
        let uri = "mongodb://127.0.0.1/blog"

        var settings = MongoClient.Settings()
        settings.slowCommandThreshold = .milliseconds(50)
        let client = try await MongoClient(uri: uri, settings: settings)

        #expect(client.defaultDatabaseName == "blog")
        await client.close()
    }
}
