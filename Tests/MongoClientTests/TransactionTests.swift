import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Transactions", .database, .needsServer, .timeLimit(.minutes(5)))
struct TransactionTests {
    struct Refusal: Error {}

    /// Returns a collection that exists, holding one document, and its client.
    static func things() async throws -> (client: MongoClient, things: MongoCollection) {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 0, "n": 0]])
        return (try await TestServer.shared(), things)
    }

    @Test func `what a transaction did is seen at its end`() async throws {
        let (client, things) = try await Self.things()

        let before = try await client.withTransaction { session in
            try await things.within(session).insert([["_id": 1]])
            return try await things.count()
        }

        #expect(before == 1)
        #expect(try await things.count() == 2)
    }

    @Test func `a transaction whose body throws is undone`() async throws {
        let (client, things) = try await Self.things()

        await #expect(throws: Refusal.self) {
            try await client.withTransaction { session in
                try await things.within(session).insert([["_id": 1]])
                throw Refusal()
            }
        }

        #expect(try await things.count() == 1)
    }

    @Test func `a cancelled transaction is undone and frees its connection`() async throws {
        let (client, things) = try await SessionTests.single()
        let task = Task {
            try await client.withTransaction { session in
                try await things.within(session).insert([["_id": 10]])
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            }
        }

        let result = await task.result

        let error = #expect(throws: MongoError.self) { try result.get() }
        #expect(error?.code == .cancelled)
        #expect(client.lent == 0)
        #expect(try await things.count() == 10)
        await client.close()
    }

    @Test func `a transaction that its session leaves open is undone`() async throws {
        let (client, things) = try await Self.things()

        try await client.withSession { session in
            try await session.startTransaction()
            try await things.within(session).insert([["_id": 1]])
        }

        #expect(try await things.count() == 1)
    }

    @Test func `the state of a transaction can be asked for`() async throws {
        let (client, things) = try await Self.things()

        let states = try await client.withSession { session in
            var states = [try await session.transactionState]
            try await session.startTransaction()
            states.append(try await session.transactionState)
            try await things.within(session).insert([["_id": 1]])
            states.append(try await session.transactionState)
            try await session.commitTransaction()
            states.append(try await session.transactionState)
            return states
        }

        #expect(states == [.none, .starting, .inProgress, .committed])
    }

    @Test func `a body that aborts is respected`() async throws {
        let (client, things) = try await Self.things()

        try await client.withTransaction { session in
            try await things.within(session).insert([["_id": 1]])
            try await session.abortTransaction()
        }

        #expect(try await things.count() == 1)
    }

    @Test func `transactions that collide are tried again`() async throws {
        let (client, things) = try await Self.things()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await client.withTransaction { session in
                        let things = things.within(session)
                        let n = try await things.findOne(["_id": 0]) {
                            try $0.require("n", as: Int.self)
                        }
                        try await things.updateOne(
                            ["_id": 0], ["$set": ["n": .int((n ?? 0) + 1)]])
                    }
                }
            }
            try await group.waitForAll()
        }

        #expect(try await things.findOne(["_id": 0])?["n"] == 4)
    }

    @Test func `a collision carries its label`() async throws {
        let (client, things) = try await Self.things()

        let error = await #expect(throws: MongoError.self) {
            try await client.withSession { session in
                try await session.startTransaction()
                try await things.within(session).updateOne(["_id": 0], ["$inc": ["n": 1]])
                try await client.withSession { other in
                    try await other.startTransaction()
                    try await things.within(other).updateOne(["_id": 0], ["$inc": ["n": 1]])
                }
            }
        }

        #expect(error?.code == .writeConflict)
        #expect(error?.labels.contains("TransientTransactionError") == true)
    }

    @Test func `a transaction whose connection breaks is tried again`() async throws {
        let (_, things) = try await Self.things()
        let failure: BSONDocument = ["failCommands": ["insert"], "closeConnection": true]

        let attempts = try await FailPoint.set(failure, times: 2) { client in
            let things = client.database(things.database.name).collection(things.name)
            var attempts = 0
            try await client.withTransaction { session in
                attempts += 1
                try await things.within(session).insert([["_id": 1]])
            }
            return attempts
        }

        #expect(attempts == 3)
        #expect(try await things.count() == 2)
    }

    @Test func `a session that broke can go on`() async throws {
        let (_, things) = try await Self.things()
        let failure: BSONDocument = ["failCommands": ["find"], "closeConnection": true]

        let found = try await FailPoint.set(failure, times: 2) { client in
            let things = client.database(things.database.name).collection(things.name)
            return try await client.withSession { session in
                let things = things.within(session)
                await #expect(throws: MongoError.self) { try await things.find().all() }
                return try await things.find().all().count
            }
        }

        #expect(found == 1)
    }

    @Test func `a transaction reads as its settings say`() async throws {
        let (client, things) = try await Self.things()
        let settings = TransactionSettings(
            readConcern: .snapshot, writeConcern: .majority, maximumCommitTime: .seconds(60))

        let counts = try await client.withTransaction(settings) { session in
            let before = try await things.within(session).count()
            try await things.insert([["_id": 1]])
            return [before, try await things.within(session).count()]
        }

        #expect(counts == [1, 1])
    }

    @Test func `a transaction needs an acknowledged write concern`() async throws {
        let client = try await TestServer.shared()

        let error = await #expect(throws: MongoError.self) {
            try await client.withTransaction(.init(writeConcern: .unacknowledged)) { _ in }
        }

        #expect(error?.code == .invalidRequest)
    }

    @Test func `concerns of a handle do not count in a transaction`() async throws {
        let (client, things) = try await Self.things()
        let others = things.with(readConcern: .linearizable, writeConcern: .unacknowledged)

        let count = try await client.withTransaction { session in
            try await others.within(session).insert([["_id": 1]])
            return try await others.within(session).count()
        }

        #expect(count == 2)
    }

    @Test func `a commit whose result is unknown is tried again`() async throws {
        let (_, things) = try await Self.things()
        let failure: BSONDocument = ["failCommands": ["commitTransaction"], "errorCode": 7]

        try await FailPoint.set(failure, times: 2) { client in
            let things = client.database(things.database.name).collection(things.name)
            try await client.withTransaction { session in
                try await things.within(session).insert([["_id": 1]])
            }
        }

        #expect(try await things.count() == 2)
    }

    @Test func `what is committed stays so when to commit it again fails`() async throws {
        let (client, things) = try await Self.things()

        let isUndone = try await client.withSession { session in
            try await session.startTransaction()
            try await things.within(session).insert([["_id": 1]])
            try await session.commitTransaction()
            _ = try await things.within(session).count()
            await #expect(throws: MongoError.self) { try await session.commitTransaction() }
            return session.transaction?.isUndone
        }

        #expect(isUndone == false)
        #expect(try await things.count() == 2)
    }

    @Test func `a transaction that wants to read from a secondary is refused at once`()
        async throws
    {
        let (client, things) = try await Self.things()
        let settings = TransactionSettings(readPreference: .secondary)

        let error = await #expect(throws: MongoError.self) {
            try await client.withTransaction(settings) { session in
                try await things.within(session).count()
            }
        }

        #expect(error?.code == .invalidRequest)
    }

    @Test func `nothing is tried again after the deadline`() async throws {
        let (_, things) = try await Self.things()
        let failure: BSONDocument = [
            "failCommands": ["insert"], "errorCode": 251,
            "errorLabels": ["TransientTransactionError"],
        ]

        let attempts = try await FailPoint.set(failure, times: 9) { client in
            let things = client.database(things.database.name).collection(things.name)
            var attempts = 0
            await #expect(throws: MongoError.self) {
                try await client.withSession { session in
                    try await session.withTransaction(.init(), until: .now) { session in
                        attempts += 1
                        try await things.within(session).insert([["_id": 1]])
                    }
                }
            }
            return attempts
        }

        #expect(attempts == 1)
        #expect(try await things.count() == 1)
    }

    @Test func `a task does not join the transaction of another`() async throws {
        let (client, things) = try await Self.things()

        let error = try await client.withSession { session in
            let database = things.database.within(session)
            return try await database.withTransaction { _ in
                // Tasks that know nothing of each other; a child would take part.
                let other = Task.detached {
                    try await database.withTransaction { database in
                        try await database.collection(things.name).insert([["_id": 1]])
                    }
                }
                return await #expect(throws: MongoError.self) { try await other.value }
            }
        }

        #expect(error?.code == .invalidRequest)
        #expect(try await things.count() == 1)
    }

    @Test func `what is called from a transaction takes part in it`() async throws {
        let (client, things) = try await Self.things()

        await #expect(throws: Refusal.self) {
            try await client.withSession { session in
                let database = things.database.within(session)
                try await database.withTransaction { _ in
                    try await withThrowingTaskGroup { group in
                        group.addTask {
                            try await database.withTransaction { database in
                                _ = try await database.collection(things.name).insert([["_id": 1]])
                            }
                        }
                        try await group.waitForAll()
                    }
                    throw Refusal()
                }
            }
        }

        #expect(try await things.count() == 1)
    }

    @Test func `a transaction that was started by hand is joined`() async throws {
        let (client, things) = try await Self.things()

        try await client.withSession { session in
            try await session.startTransaction()
            try await things.database.within(session).withTransaction { database in
                _ = try await database.collection(things.name).insert([["_id": 1]])
            }
            try await session.abortTransaction()
        }

        #expect(try await things.count() == 1)
    }
}
