import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("Examples of history and migrations", .database, .needsServer)
struct TimeExamples {
    let database: MongoDatabase
    let posts: Documents<Post>
    let ada = Reference<User>(ObjectID())

    init() throws {
        database = try TestDatabase.required()
        posts = Documents(in: database)
    }

    @Test func `history`() async throws {
        let history = History<Post, Reference<User>>(of: posts)
        var post = Post(title: "Ink", slug: "ink", author: ada)
        post = try await history.insert(post, by: ada)
        post.title = "Stone"
        try await history.save(&post, by: ada)

        let revisions = try await history.revisions(of: post.id)
        let changes = revisions[1].changes(to: revisions[0])
        let restored = try await history.restore(1, of: post.id, by: ada)

        #expect(revisions.map(\.number) == [2, 1])
        #expect(changes.map(\.path).contains("title"))
        #expect(restored.title == "Ink")
    }

    @Test func `migrations`() async throws {
        try await database.collection("posts").insert([["_id": 1, "title": "Ink"]])

        let migrations = Migrations(
            in: database,
            [
                Migration("2026-11 a slug for every post") { run in
                    try await run.each(in: "posts", where: ["slug": ["$exists": false]]) {
                        $0["slug"] = $0["title"]?.string.map { .string($0.lowercased()) }
                    }
                } backward: { run in
                    try await run.each(in: "posts") { $0["slug"] = nil }
                }
            ])
        let plan = try await migrations.plan()
        let rehearsal = try await migrations.rehearse()
        try await migrations.apply()
        let stored = try await database.collection("posts").findOne([:])
        try await migrations.revert("2026-11 a slug for every post")

        #expect(plan.pending.count == 1)
        #expect(rehearsal.map(\.changed) == [1])
        #expect(stored?["slug"] == "ink")
        #expect(try await migrations.plan().pending.count == 1)
    }
}
