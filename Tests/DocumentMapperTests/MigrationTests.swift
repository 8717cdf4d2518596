import BSON
import DocumentMapper
import MongoClient
import Synchronization
import TestSupport
import Testing

@Suite("Migrations", .database, .needsServer)
struct MigrationTests {
    let database: MongoDatabase
    let posts: MongoCollection

    init() throws {
        database = try TestDatabase.required()
        posts = database.collection("posts")
    }

    @Test func `no migration can be called as the lock is`() async throws {
        let migrations = Migrations(in: database, [Migration("lock") { _ in }])

        let error = await #expect(throws: MongoError.self) { try await migrations.apply() }

        #expect(error?.code == .invalidRequest)
    }

    /// Gives each post that lacks one a slug, and takes it away again.
    private let slugs = Migration("slugs") { run in
        try await run.each(in: "posts", where: ["slug": ["$exists": false]]) { post in
            post["slug"] = .string("post-\(post["_id"]?.int ?? 0)")
        }
    } backward: { run in
        try await run.each(in: "posts") { $0["slug"] = nil }
    }

    private let views = Migration("views") { run in
        try await run.perform { database in
            _ = try await database.collection("posts").updateMany([:], ["$set": ["views": 0]])
        }
    }

    private func insertPosts(_ count: Int) async throws {
        try await posts.insert((0..<count).map { ["_id": .int($0)] })
    }

    private func slugCount() async throws -> Int {
        try await posts.count(["slug": ["$exists": true]])
    }

    @Test func `what is pending is planned, made once, and then applied`() async throws {
        try await insertPosts(3)
        let migrations = Migrations(in: database, [slugs, views])

        let before = try await migrations.plan()
        let made = try await migrations.apply()
        let again = try await migrations.apply()
        let after = try await migrations.plan()

        #expect(before.pending == ["slugs", "views"])
        #expect(made == ["slugs", "views"])
        #expect(again == [])
        #expect(after.applied == ["slugs", "views"])
        #expect(after.isEmpty)
    }

    @Test func `more documents than one transaction takes are all changed`() async throws {
        try await insertPosts(1203)
        let seen = Mutex<[Int]>([])

        try await Migrations(in: database, [slugs]).apply { progress in
            seen.withLock { $0.append(progress.seen) }
        }

        #expect(try await slugCount() == 1203)
        #expect(seen.withLock(\.self) == [500, 1000, 1203])
    }

    @Test func `identifiers of other types follow each other`() async throws {
        let mixed: [BSONDocument] = [
            ["_id": 1], ["_id": "one"], ["_id": .objectID(ObjectID())], ["_id": ["a": 1]],
        ]
        try await posts.insert(mixed + (2..<600).map { ["_id": .int($0)] })

        try await Migrations(in: database, [slugs]).apply()

        #expect(try await slugCount() == mixed.count + 598)
    }

    @Test func `a failure keeps what was finished, and the next run goes on there`() async throws {
        try await insertPosts(700)
        let isBroken = Mutex(true)
        let touched = Mutex<[Int]>([])
        let migration = Migration("touch") { run in
            try await run.each(in: "posts") { post in
                let id = post["_id"]?.int ?? 0
                if id == 600, isBroken.withLock(\.self) { throw Broken() }
                touched.withLock { $0.append(id) }
                post["touched"] = .int((post["touched"]?.int ?? 0) + 1)
            }
        }
        let migrations = Migrations(in: database, [migration])

        await #expect(throws: Broken.self) { try await migrations.apply() }
        let plan = try await migrations.plan()
        isBroken.withLock { $0 = false }
        try await migrations.apply()

        #expect(plan.interrupted == ["touch": .forward])
        #expect(try await posts.count(["touched": 1]) == 700)
    }

    @Test func `a migration is undone together with those after it`() async throws {
        try await insertPosts(2)
        let marks = Migration("marks") { run in
            try await run.each(in: "posts") { $0["mark"] = true }
        } backward: { run in
            try await run.each(in: "posts") { $0["mark"] = nil }
        }
        let migrations = Migrations(in: database, [slugs, marks])
        try await migrations.apply()

        let undone = try await migrations.revert("slugs")

        #expect(undone == ["marks", "slugs"])
        #expect(try await posts.find().all() == [["_id": 0], ["_id": 1]])
        #expect(try await migrations.plan().pending == ["slugs", "marks"])
    }

    @Test func `what is undone in part is undone before it is made again`() async throws {
        try await insertPosts(700)
        let isBroken = Mutex(true)
        let count = Migration("count") { run in
            try await run.each(in: "posts") { $0["n"] = .int(($0["n"]?.int ?? 0) + 1) }
        } backward: { run in
            try await run.each(in: "posts") { post in
                if post["_id"] == 600, isBroken.withLock(\.self) { throw Broken() }
                post["n"] = .int((post["n"]?.int ?? 0) - 1)
            }
        }
        let migrations = Migrations(in: database, [count])
        try await migrations.apply()
        await #expect(throws: Broken.self) { try await migrations.revert("count") }
        isBroken.withLock { $0 = false }

        try await migrations.apply()

        #expect(try await posts.count(["n": 1]) == 700)
        #expect(try await migrations.plan().applied == ["count"])
    }

    @Test func `nothing is undone when one of them cannot be`() async throws {
        try await insertPosts(1)
        let migrations = Migrations(in: database, [slugs, views])
        try await migrations.apply()

        await #expect(throws: MongoError.self) { try await migrations.revert("slugs") }

        #expect(try await migrations.plan().applied == ["slugs", "views"])
        #expect(try await slugCount() == 1)
    }

    @Test func `a rehearsal counts and changes nothing`() async throws {
        try await insertPosts(3)
        try await posts.insert([["_id": 9, "slug": "there"]])

        let steps = try await Migrations(in: database, [slugs, views]).rehearse()

        #expect(steps.map(\.changed) == [3])
        #expect(try await slugCount() == 1)
        #expect(try await Migrations(in: database, [slugs, views]).plan().pending.count == 2)
    }

    @Test func `only one program migrates at a time`() async throws {
        try await insertPosts(1)
        let runs = Mutex(0)
        let migration = Migration("slow") { run in
            try await run.perform { _ in
                runs.withLock { $0 += 1 }
                await Task.yield()
            }
        }
        let migrations = Migrations(in: database, [migration])

        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { try await migrations.apply(patience: .seconds(300)) }
            }
            try await group.waitForAll()
        }

        #expect(runs.withLock(\.self) == 1)
    }

    @Test func `who will not wait is told that another program migrates`() async throws {
        let database = database
        let migration = Migration("nested") { run in
            try await run.perform { _ in
                try await Migrations(in: database, []).apply()
            }
        }

        let error = await #expect(throws: MongoError.self) {
            try await Migrations(in: database, [migration]).apply()
        }

        #expect(error?.code == .lockBusy)
    }

    @Test func `a migration that is declared no more is unknown`() async throws {
        try await Migrations(in: database, [views]).apply()

        let plan = try await Migrations(in: database, [slugs]).plan()

        #expect(plan.unknown == ["views"])
        #expect(plan.description == "+ slugs\n? views")
    }

    @Test func `two migrations of one name are refused`() async throws {
        await #expect(throws: MongoError.self) {
            try await Migrations(in: database, [slugs, slugs]).apply()
        }
    }

    @Test func `an identifier cannot be migrated away`() async throws {
        try await insertPosts(1)
        let migration = Migration("renumber") { run in
            try await run.each(in: "posts") { $0["_id"] = 7 }
        }

        await #expect(throws: BSONError.self) {
            try await Migrations(in: database, [migration]).apply()
        }
    }

    private struct Broken: Error {}
}
