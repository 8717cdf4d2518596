import BSON
import MongoClient
import TestSupport
import Testing

@testable import Blog

@Suite("Migrations", .database, .needsServer, .timeLimit(.minutes(5)))
struct MigrationTests {
    @Test func `posts of an older release get an excerpt, once`() async throws {
        let posts = try TestDatabase.collection("posts")
        try await posts.insert([
            ["_id": 1, "body": "Some *words*."], ["_id": 2, "body": "b", "excerpt": "Its own"],
            ["_id": 3],
        ])
        let database = BlogDatabase(try TestDatabase.required())

        let first = try await database.migrate()
        let second = try await database.migrate()

        let excerpts = try await posts.find([:]).all().map { $0["excerpt"]?.string }
        #expect(excerpts == ["Some words.", "Its own", nil])
        #expect(first.count == 1)
        #expect(second == [])
    }
}
