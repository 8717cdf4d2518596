import BSON
import MongoClient
import Synchronization
import TestSupport
import Testing

// One after another: each starts servers of its own.
@Suite(
    "Failover", .serialized, .enabled(if: PrivateServer.executable != nil), .timeLimit(.minutes(5)))
struct FailoverTests {
    private static let count: Int = 120

    /// Inserts a document on most servers, however often that takes.
    ///
    /// An attempt whose answer is lost may have succeeded.
    private static func insert(_ id: Int, into things: MongoCollection) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            do {
                return try await things.insert([["_id": .int64(Int64(id))]])
            } catch MongoError.Code.duplicateKey {
                return
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                await Task.yield()
            }
        }
    }

    /// Returns the identifiers that a stream tells of, up to the last that is written.
    private static func identifiers(
        insertedInto things: MongoCollection, while write: () async throws -> Void
    ) async throws -> [Int] {
        let stream = try await things.watch()
        let reader = Task {
            var identifiers: [Int] = []
            for try await change in stream {
                identifiers.append(try #require(change.documentKey?["_id"]?.int))
                if identifiers.last == count - 1 { break }
            }
            return identifiers
        }
        try await write()
        return try await reader.value
    }

    @Test func `a change stream loses and repeats nothing when the primary dies or changes`()
        async throws
    {
        try await PrivateReplicaSet.running { set in
            let recorder = EventRecorder()
            let client = try await MongoClient(uri: set.uri, listener: recorder)
            let things = client.database("blog").collection("things")
                .with(writeConcern: .majority)
            try await Self.insert(-1, into: things)

            let identifiers = try await Self.identifiers(insertedInto: things) {
                for id in 0..<Self.count {
                    // The first is the one that the stream reads from.
                    if id == Self.count / 3 { try await set.killPrimary(client) }
                    if id == 2 * Self.count / 3 { await set.stepDownPrimary(client) }
                    try await Self.insert(id, into: things)
                }
            }

            #expect(identifiers == Array(0..<Self.count))
            // Opened again at least once, or this would show nothing.
            #expect(recorder.all("aggregate").count > 2)
            await client.close()
        }
    }

    @Test func `a change stream outlives an outage that is longer than the driver waits`()
        async throws
    {
        try await PrivateReplicaSet.running(members: 1) { set in
            var settings = MongoClient.Settings()
            settings.serverSelectionTimeout = .seconds(1)
            let client = try await MongoClient(uri: set.uri, settings: settings)
            let things = client.database("blog").collection("things")
            try await Self.insert(-1, into: things)
            var impatient = ChangeStreamOptions()
            impatient.resumesWithin = .zero

            let identifiers = try await Self.identifiers(insertedInto: things) {
                let broken = try await things.watch(options: impatient)
                try await Self.insert(0, into: things)
                try await set.killPrimary(client)
                let error = await #expect(throws: MongoError.self) {
                    for try await _ in broken {}
                }
                #expect(error?.isUnavailable == true)
                // By now the driver has given up for both streams.
                await #expect(throws: MongoError.self) { try await client.ping() }
                await #expect(throws: MongoError.self) { try await client.ping() }
                try await set.start()
                for id in 1..<Self.count { try await Self.insert(id, into: things) }
            }

            #expect(identifiers == Array(0..<Self.count))
            await client.close()
        }
    }
}
