import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Retrying", .database, .needsServer, .timeLimit(.minutes(5)))
struct RetryTests {
    @Test(arguments: ["insert", "update", "delete", "findAndModify"])
    func `a write whose connection breaks is sent again, and done once`(
        command: String
    ) async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 0, "n": 0]])
        let failure: BSONDocument = [
            "failCommands": [.string(command)], "closeConnection": true,
        ]

        try await FailPoint.set(failure, times: 1) { client in
            let things = client.database(things.database.name).collection(things.name)
            switch command {
            case "insert": try await things.insert([["_id": 1]])
            case "update": try await things.updateOne(["_id": 0], ["$inc": ["n": 1]])
            case "delete": try await things.deleteOne(["_id": 0])
            default: _ = try await things.findOneAndUpdate(["_id": 0], ["$inc": ["n": 1]])
            }
        }

        let found = try await things.find(options: FindOptions(sort: ["_id": 1])).all()
        switch command {
        case "insert": #expect(found.count == 2)
        case "delete": #expect(found.isEmpty)
        default: #expect(found == [["_id": 0, "n": 1]])
        }
    }

    @Test(arguments: ["find", "aggregate", "distinct", "count"])
    func `a read whose connection breaks is sent again`(command: String) async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 0, "n": 5]])
        let failure: BSONDocument = [
            "failCommands": [.string(command)], "closeConnection": true,
        ]

        let value = try await FailPoint.set(failure, times: 1) { client in
            let things = client.database(things.database.name).collection(things.name)
            return switch command {
            case "find": try await things.findOne([:])?["n"]?.int
            case "aggregate": try await things.count(["n": 5]) * 5
            case "distinct": try await things.distinct("n", as: Int.self).first
            default: try await things.estimatedCount() * 5
            }
        }

        #expect(value == 5)
    }

    @Test func `a write that fails twice is an error with its label`() async throws {
        let things = try TestDatabase.collection()
        let failure: BSONDocument = [
            "failCommands": ["insert"], "errorCode": 7,
            "errorLabels": ["RetryableWriteError"],
        ]

        let error = try await FailPoint.set(failure, times: 2) { client in
            let things = client.database(things.database.name).collection(things.name)
            return await #expect(throws: MongoError.self) { try await things.insert([["_id": 1]]) }
        }

        #expect(error?.labels.contains("RetryableWriteError") == true)
        #expect(error?.isUnavailable == true)
    }
}
