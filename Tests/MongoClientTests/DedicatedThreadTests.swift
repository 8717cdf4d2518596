import BSON
import Glibc
import MongoClient
import Synchronization
import TestSupport
import Testing

/// Notes on which threads the driver has told of inserts and finds.
private final class ThreadRecorder: CommandListener {
    private let threads = Mutex<Set<UInt>>([])

    var all: Set<UInt> { threads.withLock { $0 } }

    func receive(_ event: CommandEvent) {
        guard ["insert", "find"].contains(event.name) else { return }
        threads.withLock { _ = $0.insert(Self.current) }
    }

    /// The thread that asks.
    static var current: UInt { UInt(pthread_self()) }
}

@Suite("Dedicated thread", .database, .needsServer, .timeLimit(.minutes(5)))
struct DedicatedThreadTests {
    /// Runs `body` on a dedicated thread with a client that is heard.
    private static func run<Value: Sendable>(
        _ body: @Sendable (MongoCollection) async throws -> Value
    ) async throws -> (value: Value, threads: Set<UInt>) {
        let recorder = ThreadRecorder()
        let client = try await TestServer.client(listener: recorder)
        let things = client.database(try TestDatabase.required().name).collection("things")
        let value = try await withTaskExecutorPreference(DedicatedThread()) {
            try await body(things)
        }
        await client.close()
        return (value, recorder.all)
    }

    @Test func `commands are sent from the thread that asks`() async throws {
        let (thread, threads) = try await Self.run { things in
            try await things.insert([["_id": 1]])
            _ = try await things.find([:], decode: { try $0.document() }).first()
            return ThreadRecorder.current
        }

        #expect(threads == [thread])
    }

    @Test func `a cursor is walked there, and another query in its loop`() async throws {
        let (found, _) = try await Self.run { things in
            try await things.insert((0..<300).map { ["_id": .int64(Int64($0))] })
            var found = 0
            for try await id in CursorTests.ids(things, batchSize: 50) {
                found += try await things.count(["_id": ["$eq": BSONValue.int64(Int64(id))]])
            }
            return found
        }

        #expect(found == 300)
    }

    @Test func `child tasks take turns`() async throws {
        let (count, _) = try await Self.run { things in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask { try await things.insert([["_id": .int64(Int64(number))]]) }
                }
                try await group.waitForAll()
            }
            return try await things.count()
        }

        #expect(count == 200)
    }

    @Test func `a transaction is made there`() async throws {
        let (count, _) = try await Self.run { things in
            try await things.insert([["_id": 0]])
            try await things.database.withTransaction { database in
                try await database.collection("things").insert([["_id": 1]])
            }
            return try await things.count()
        }

        #expect(count == 2)
    }

    @Test func `elsewhere, commands are sent from a thread of the connection`() async throws {
        let recorder = ThreadRecorder()
        let client = try await TestServer.client(listener: recorder)
        let things = client.database(try TestDatabase.required().name).collection("things")

        try await things.insert([["_id": 1]])

        #expect(!recorder.all.contains(ThreadRecorder.current))
        await client.close()
    }
}
