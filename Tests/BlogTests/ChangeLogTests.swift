import BSON
import DocumentMapper
import FoundationEssentials
import Logging
import MongoClient
import RenderCache
import TestSupport
import Testing

@testable import Blog

@Suite("The log of changes", .database, .needsServer, .timeLimit(.minutes(5)))
struct ChangeLogTests {
    /// Runs `body` while the log of the test's database is read.
    nonisolated(nonsending) private func reading(
        _ body: nonisolated(nonsending) (BlogDatabase, InvalidationFeed) async throws -> Void
    ) async throws {
        let database = try TestDatabase.required()
        try await reading(database) { feed in
            await until { !feed.isSuspended }
            try await body(BlogDatabase(database), feed)
        }
    }

    /// Runs `body` while the log is read through a client of which some commands fail.
    nonisolated(nonsending) private func reading(
        with failure: BSONDocument, times: Int,
        _ body: nonisolated(nonsending) (BlogDatabase, InvalidationFeed) async throws -> Void
    ) async throws {
        let database = try TestDatabase.required()
        try await FailPoint.set(failure, times: times) { client in
            try await reading(client.database(database.name)) { feed in
                try await body(BlogDatabase(database), feed)
            }
        }
    }

    nonisolated(nonsending) private func reading(
        _ database: MongoDatabase,
        _ body: nonisolated(nonsending) (InvalidationFeed) async throws -> Void
    ) async throws {
        let feed = InvalidationFeed(at: nil)
        let log = ChangeLog(database, feed: feed, logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await log.run() }
            try await body(feed)
            group.cancelAll()
        }
    }

    /// How long ago the cluster was at a place of its log.
    private func age(of stamp: Stamp, at now: Stamp) -> Duration {
        .seconds((now.rawValue >> 32) - (stamp.rawValue >> 32))
    }

    private func until(_ condition: () -> Bool) async {
        while !condition() { try? await Task.sleep(for: .milliseconds(1)) }
    }

    /// Makes a change, and waits until the feed has heard of it.
    private func told<Value>(
        _ feed: InvalidationFeed, _ change: () async throws -> Value
    ) async throws -> Value {
        let generation = feed.generation
        let value = try await change()
        await until { feed.generation != generation }
        return value
    }

    /// Makes a change, and returns which of the tags it has made stale.
    private func stale(
        _ feed: InvalidationFeed, of tags: Set<PageTag>, after change: () async throws -> Void
    ) async throws -> Set<PageTag> {
        let before = feed.position
        try await told(feed, change)
        return tags.filter { !feed.isCurrent(before, tags: [$0.text]) }
    }

    private func draft(by author: ObjectID, tags: [String] = ["ink"]) -> Post {
        Post(title: "A", slug: "a-\(ObjectID())", body: "Words", tags: tags, author: author)
    }

    private func tags(of post: Post) -> Set<PageTag> {
        let lists: [PostStore.Scope] = [
            .all, .tag("ink"), .tag("stone"), .author(post.author),
        ]
        let others: Set<PageTag> = [.settings, .post(post.id), .user(post.author)]
        return others.union(lists.flatMap { [.list($0), .front($0)] })
    }

    @Test func `a new post changes the beginnings of the lists that it stands in`() async throws {
        try await reading { blog, feed in
            let post = draft(by: ObjectID())

            let stale = try await stale(feed, of: tags(of: post)) {
                _ = try await blog.posts.insert(post)
            }

            #expect(
                stale == [
                    .post(post.id), .front(.all), .front(.tag("ink")), .front(.author(post.author)),
                ])
        }
    }

    @Test func `a post of long ago changes its lists wherever it stands in them`() async throws {
        try await reading { blog, feed in
            var post = draft(by: ObjectID())
            post.createdAt = .now - 3600

            let stale = try await stale(feed, of: tags(of: post)) {
                _ = try await blog.posts.insert(post)
            }

            #expect(
                stale == [
                    .post(post.id), .list(.all), .list(.tag("ink")), .list(.author(post.author)),
                ])
        }
    }

    @Test func `a post that is given another author or date changes the lists it comes to`()
        async throws
    {
        try await reading { blog, feed in
            var post = draft(by: ObjectID())
            post.createdAt = .now - 7200
            post = try await told(feed) { try await blog.posts.insert(post) }
            post.author = ObjectID()

            let authored = try await stale(feed, of: tags(of: post)) {
                try await blog.posts.save(&post)
            }
            let dated = try await stale(feed, of: tags(of: post)) {
                post.createdAt = .now - 3600
                try await blog.posts.save(&post)
            }

            #expect(authored == [.post(post.id), .list(.author(post.author))])
            #expect(
                dated == [
                    .post(post.id), .list(.all), .list(.tag("ink")), .list(.author(post.author)),
                ])
        }
    }

    @Test func `a new title changes the pages that show the post`() async throws {
        try await reading { blog, feed in
            var post = try await told(feed) { try await blog.posts.insert(draft(by: ObjectID())) }

            let stale = try await stale(feed, of: tags(of: post)) {
                post.title = "B"
                try await blog.posts.save(&post)
            }

            #expect(stale == [.post(post.id)])
        }
    }

    @Test func `a new tag changes the list of the tag`() async throws {
        try await reading { blog, feed in
            var post = try await told(feed) { try await blog.posts.insert(draft(by: ObjectID())) }

            let stale = try await stale(feed, of: tags(of: post)) {
                post.tags.append("stone")
                try await blog.posts.save(&post)
            }

            // Which of the tags are new the log does not say.
            #expect(stale == [.post(post.id), .front(.tag("ink")), .front(.tag("stone"))])
        }
    }

    @Test func `a person's new name changes the pages that show it`() async throws {
        try await reading { blog, feed in
            var user = try await told(feed) {
                try await blog.users.insert(Self.person("ada"))
            }

            let stale = try await stale(feed, of: [.user(user.id), .list(.all)]) {
                user.displayName = "Ada L."
                try await blog.users.save(&user)
            }

            #expect(stale == [.user(user.id)])
        }
    }

    @Test func `one more person changes no page of others, and the owner every page`() async throws
    {
        try await reading { blog, feed in
            var (author, owner) = (Self.person("ada"), Self.person("grace"))
            owner.ownsSite = true

            let first = try await stale(feed, of: [.settings, .user(author.id)]) {
                _ = try await blog.users.insert(author)
            }
            let second = try await stale(feed, of: [.settings, .user(author.id)]) {
                _ = try await blog.users.insert(owner)
            }

            #expect(first == [.user(author.id)])
            #expect(second == [.settings])
        }
    }

    @Test func `a person's new password and role change no page`() async throws {
        try await reading { blog, feed in
            var user = try await told(feed) { try await blog.users.insert(Self.person("ada")) }

            let stale = try await stale(feed, of: [.user(user.id), .settings]) {
                user.passwordHash = "y"
                user.role = .owner
                try await blog.users.save(&user)
            }

            #expect(stale.isEmpty)
        }
    }

    private static func person(_ name: String) -> User {
        User(username: name, displayName: name, passwordHash: "x")
    }

    @Test func `the site's settings change every page`() async throws {
        try await reading { blog, feed in
            let stale = try await stale(feed, of: [.settings, .list(.all)]) {
                _ = try await blog.settings.insert(SiteSettings(title: "Ink"))
            }

            #expect(stale == [.settings])
        }
    }

    @Test func `a word to clear a tag is heard`() async throws {
        try await reading { blog, feed in
            let stale = try await stale(feed, of: [.list(.all), .list(.tag("ink"))]) {
                _ = try await blog.invalidations.insert(StoredInvalidation(tags: ["list:tag/ink"]))
            }

            #expect(stale == [.list(.tag("ink"))])
        }
    }

    @Test func `a database that is gone makes everything stale`() async throws {
        try await reading { blog, feed in
            _ = try await told(feed) { try await blog.posts.insert(draft(by: ObjectID())) }
            let before = feed.position

            try await TestDatabase.required().drop()
            await until { feed.floor > before }

            #expect(!feed.isCurrent(before, tags: []))
        }
    }

    /// Breaks off the reading while a post is stored, and returns what is known then of what
    /// was made before: of its page, and of another.
    private func verdicts(
        after failure: BSONDocument
    ) async throws -> (changed: Verdict, other: Verdict, now: Verdict, floor: ClosedRange<Stamp>) {
        let database = try TestDatabase.required()
        let posts = BlogDatabase(database).posts
        return try await FailPoint.lend { client, failing in
            var found: (Verdict, Verdict, Verdict, ClosedRange<Stamp>)?
            try await reading(client.database(database.name)) { feed in
                await until { !feed.isSuspended }
                _ = try await told(feed) { try await posts.insert(draft(by: ObjectID())) }
                let (before, floor) = (feed.position, feed.floor)

                // The feed falls silent before that while the driver tries to go on by itself.
                try await told(feed) { try await failing.begin(failure) }
                let post = try await posts.insert(draft(by: ObjectID()))
                try await failing.end()
                await until { !feed.isSuspended }

                found = (
                    feed.verdict(of: before, tags: [PageTag.post(post.id).text]),
                    feed.verdict(of: before, tags: ["other"]),
                    feed.verdict(of: feed.position, tags: ["other"]), floor...feed.floor
                )
            }
            return try #require(found)
        }
    }

    @Test func `a change while the connection is broken is told afterwards`() async throws {
        let verdicts = try await verdicts(after: [
            "failCommands": ["getMore", "aggregate"], "closeConnection": true,
        ])

        #expect(verdicts.changed == .outdated)
        #expect(verdicts.other != .outdated)
        // It went on where it was, and gave nothing up.
        #expect(verdicts.floor.lowerBound == verdicts.floor.upperBound)
    }

    @Test func `a change while the place is lost makes everything older stale`() async throws {
        let verdicts = try await verdicts(after: [
            "failCommands": ["getMore", "aggregate"], "errorCode": 286,
        ])

        #expect(verdicts.changed == .outdated)
        #expect(verdicts.other == .outdated)
        #expect(verdicts.now != .outdated)
    }

    @Test func `what is missed while the connection breaks is made up for`() async throws {
        let failure: BSONDocument = ["failCommands": ["getMore"], "closeConnection": true]
        try await reading(with: failure, times: 1) { blog, feed in
            await until { !feed.isSuspended }

            _ = try await told(feed) { try await blog.posts.insert(draft(by: ObjectID())) }

            // Nothing older had to be given up.
            #expect(age(of: feed.floor, at: feed.position) > .seconds(1800))
        }
    }

    @Test(arguments: [280, 286, 260])
    func `a log that goes on elsewhere makes everything stale`(code: Int64) async throws {
        let failure: BSONDocument = ["failCommands": ["getMore"], "errorCode": .int64(code)]
        try await reading(with: failure, times: 1) { blog, feed in
            await until { !feed.isSuspended }

            _ = try await told(feed) { try await blog.posts.insert(draft(by: ObjectID())) }

            #expect(age(of: feed.floor, at: feed.position) < .seconds(1800))
        }
    }

    @Test func `a log that cannot be read is asked for now and then`() async throws {
        let failure: BSONDocument = ["failCommands": ["aggregate"], "errorCode": 13]
        try await reading(with: failure, times: 300) { _, feed in
            // Without a pause in between, three hundred failures take no longer.
            try await Task.sleep(for: .seconds(2))

            #expect(feed.isSuspended)
        }
    }

    @Test func `nothing is judged any more when the log ends`() async throws {
        let feed = InvalidationFeed(at: nil)
        let log = ChangeLog(
            try TestDatabase.required(), feed: feed, logger: Logger(label: "test"))
        let task = Task { await log.run() }
        await until { !feed.isSuspended }

        task.cancel()
        await task.value

        #expect(feed.isSuspended)
    }
}
