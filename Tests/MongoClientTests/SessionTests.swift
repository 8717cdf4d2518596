import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Sessions", .database, .needsServer, .timeLimit(.minutes(5)))
struct SessionTests {
    /// Returns a client with one connection, and a collection of ten documents in it.
    static func single() async throws -> (client: MongoClient, things: MongoCollection) {
        let things = try TestDatabase.collection()
        try await things.insert((0..<10).map { ["_id": .int64($0)] })
        var settings = MongoClient.Settings.patient
        settings.maximumConnections = 1
        let client = try await TestServer.client(settings: settings)
        return (client, client.database(things.database.name).collection("things"))
    }

    @Test func `a session sees what it wrote`() async throws {
        let (client, things) = try await Self.single()

        let count = try await client.withSession { session in
            let things = things.within(session)
            try await things.insert([["_id": 10]])
            return try await things.count()
        }

        #expect(count == 11)
        #expect(client.lent == 0)
        await client.close()
    }

    @Test func `a cursor within a session leaves the connection to others of the session`()
        async throws
    {
        let (client, things) = try await Self.single()
        let options = FindOptions(sort: ["_id": 1], batchSize: 2)

        let pairs = try await client.withSession { session in
            let things = things.within(session)
            var pairs = 0
            for try await _ in things.find(options: options) {
                for try await _ in things.find(options: options) { pairs += 1 }
            }
            return pairs
        }

        #expect(pairs == 100)
        await client.close()
    }

    @Test func `operations at the same time run one after another`() async throws {
        let (client, things) = try await Self.single()

        try await client.withSession { session in
            let things = things.within(session)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 20..<60 as Range<Int64> {
                    group.addTask { try await things.insert([["_id": .int64(id)]]) }
                }
                try await group.waitForAll()
            }
        }

        #expect(try await things.count() == 50)
        await client.close()
    }

    @Test func `the operations of a session carry its identifier`() async throws {
        let things = try TestDatabase.collection()
        let client = try await TestServer.shared()

        let reply = try await client.withSession { session in
            let database = things.database.within(session)
            let hello = try await database.run(["hello": 1])
            return (hello["ok"], session.id["id"]?.binary?.bytes.count)
        }

        #expect(reply == (1.0, 16))
    }

    @Test func `a session that has ended refuses everything`() async throws {
        let (client, things) = try await Self.single()
        let leaked = try await client.withSession { $0 }

        let error = await #expect(throws: MongoError.self) {
            try await things.within(leaked).count()
        }
        let second = await #expect(throws: MongoError.self) { try await leaked.startTransaction() }

        #expect(error?.code == .sessionEnded)
        #expect(second?.code == .sessionEnded)
        await client.close()
    }

    @Test func `a cursor does not outlive its session`() async throws {
        let (client, things) = try await Self.single()
        var iterator = try await client.withSession { session in
            let cursor = things.within(session).find(options: FindOptions(batchSize: 2))
            var iterator = cursor.makeAsyncIterator()
            _ = try await iterator.next()
            return iterator
        }
        _ = try await iterator.next()

        let error = await #expect(throws: MongoError.self) { try await iterator.next() }

        #expect(error?.code == .sessionEnded)
        #expect(client.lent == 0)
        await client.close()
    }

    @Test func `a session that is dropped gives its connection back`() async throws {
        let (client, _) = try await Self.single()

        _ = try await client.startSession()

        #expect(await eventually { client.lent == 0 })
        await client.close()
    }

    @Test func `a session of another client is refused`() async throws {
        let (client, _) = try await Self.single()
        let things = try TestDatabase.collection()

        let error = await #expect(throws: MongoError.self) {
            try await client.withSession { try await things.within($0).count() }
        }

        #expect(error?.code == .invalidRequest)
        await client.close()
    }

    @Test func `a session can be told what another has seen`() async throws {
        let client = try await TestServer.shared()
        let things = try TestDatabase.collection()

        let times = try await client.withSession { first in
            try await things.within(first).insert([["_id": 1]])
            return try await client.withSession { second in
                try await second.advance(
                    operationTime: first.operationTime, clusterTime: first.clusterTime)
                return try await (first.operationTime, second.operationTime)
            }
        }

        #expect(times.0 != nil)
        #expect(times.0 == times.1)
    }

    @Test func `a snapshot stays as it was at the first read`() async throws {
        let client = try await TestServer.shared()
        let things = try TestDatabase.collection().with(writeConcern: .majority)
        try await things.insert([["_id": 1]])

        let counts = try await client.withSession(.snapshot) { session in
            let before = try await things.within(session).find().all().count
            try await things.insert([["_id": 2]])
            return try await [before, things.within(session).find().all().count]
        }

        #expect(counts == [1, 1])
    }
}
