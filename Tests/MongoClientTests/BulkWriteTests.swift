import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Bulk writes", .database, .needsServer, .timeLimit(.minutes(5)))
struct BulkWriteTests {
    @Test func `writes of every kind go together`() async throws {
        let things = try TestDatabase.collection()

        let result = try await things.bulkWrite([
            .insertOne(["_id": 1, "n": 1]),
            .insertOne(["_id": 2, "n": 1]),
            .updateOne(["_id": 1], ["$inc": ["n": 1]]),
            .updateMany([:], pipeline: [["$set": ["m": "$n"]]]),
            .replaceOne(["_id": 3], ["n": 3], upsert: true),
            .deleteOne(["_id": 2]),
            .deleteMany(["n": 9]),
        ])

        #expect([result.inserted, result.matched, result.modified] == [2, 3, 3])
        #expect([result.deleted, result.upserted] == [1, 1])
        #expect(result.upsertedIDs == [4: 3])
        let found = try await things.find(options: FindOptions(sort: ["_id": 1])).all()
        #expect(found == [["_id": 1, "n": 2, "m": 2], ["_id": 3, "n": 3]])
    }

    @Test func `array filters and hints are of one write`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1, "marks": [1, 5, 9]]])

        let result = try await things.bulkWrite([
            .updateOne(
                ["_id": 1], ["$set": ["marks.$[high]": 0]],
                arrayFilters: [["high": ["$gt": 4]]], options: WriteOptions(hint: "_id_"))
        ])

        #expect(result.modified == 1)
        #expect(try await things.findOne([:])?["marks"] == [1, 0, 0])
    }

    @Test func `a failure in order ends the rest and says what was done`() async throws {
        let things = try TestDatabase.collection()

        let error = await #expect(throws: MongoError.self) {
            try await things.bulkWrite([
                .insertOne(["_id": 1]), .insertOne(["_id": 1]), .insertOne(["_id": 2]),
            ])
        }

        #expect(error?.writeFailures.map(\.index) == [1])
        #expect(error?.result?.inserted == 1)
        #expect(try await things.count() == 1)
    }

    @Test func `without an order every failure is told`() async throws {
        let things = try TestDatabase.collection()
        try await things.createIndexes([["key": ["n": 1], "name": "n_1", "unique": true]])

        let error = await #expect(throws: MongoError.self) {
            try await things.bulkWrite(
                [
                    .insertOne(["_id": 1, "n": "secret"]), .insertOne(["_id": 1, "n": 2]),
                    .updateOne(["_id": 5], ["$set": ["n": 5]], upsert: true),
                    .insertOne(["_id": 3, "n": "secret"]), .deleteOne(["_id": 1]),
                ], ordered: false)
        }

        #expect(error?.writeFailures.map(\.index) == [1, 3])
        #expect(error?.writeFailures.map(\.code) == [.duplicateKey, .duplicateKey])
        #expect(error?.writeFailures.map(\.indexName) == ["_id_", "n_1"])
        #expect(error?.writeFailures.last?.indexKeys == ["n": 1])
        #expect([error?.result?.inserted, error?.result?.deleted] == [1, 1])
        #expect(error?.result?.upsertedIDs == [2: 5])
    }

    @Test func `no failure shows a value, however it is printed`() async throws {
        let things = try TestDatabase.collection()

        let error = await #expect(throws: MongoError.self) {
            try await things.insert([["_id": "secret"], ["_id": "secret"]])
        }

        var text = "\(String(describing: error)) \(String(reflecting: error))"
        if let error { dump(error, to: &text) }
        #expect(error?.writeFailures.count == 1)
        #expect(!text.contains("secret"))
    }

    @Test func `an insertion of many tells each failure`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1], ["_id": 3]])

        let error = await #expect(throws: MongoError.self) {
            try await things.insert((0..<5).map { ["_id": .int64($0)] }, ordered: false)
        }

        #expect(error?.writeFailures.map(\.index) == [1, 3])
        #expect(error?.result?.inserted == 3)
    }

    @Test(
        arguments: [
            .updateOne([:], [:]), .updateMany([:], ["n": 1]), .updateOne([:], pipeline: []),
        ] as [WriteModel])
    func `an update that would replace the document is not sent`(
        write: WriteModel
    ) async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1, "kept": true]])

        let error = await #expect(throws: MongoError.self) { try await things.bulkWrite([write]) }

        #expect(error?.code == .invalidRequest)
        #expect(try await things.count(["kept": true]) == 1)
    }

    @Test func `values that break the rules are refused unless told otherwise`() async throws {
        let database = try TestDatabase.required()
        let options = CollectionOptions(validator: ["n": ["$gt": 0]])
        let things = try await database.createCollection("things", options: options)

        let error = await #expect(throws: MongoError.self) {
            try await things.bulkWrite([.insertOne(["_id": 1, "n": 0])])
        }
        try await things.bulkWrite(
            [.insertOne(["_id": 1, "n": 0])], options: .init(bypassesValidation: true))

        #expect(error?.code == .documentValidationFailure)
        #expect(try await things.count() == 1)
    }
}
