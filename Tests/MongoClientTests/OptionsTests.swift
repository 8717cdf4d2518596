import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Options", .database, .needsServer, .timeLimit(.minutes(5)))
struct OptionsTests {
    static let ignoringCase: BSONDocument = ["locale": "en", "strength": 2]

    static func things() async throws -> MongoCollection {
        let things = try TestDatabase.collection()
        try await things.insert([
            ["_id": 1, "name": "ink", "n": 1], ["_id": 2, "name": "INK", "n": 2],
            ["_id": 3, "name": "stone", "n": 3],
        ])
        try await things.createIndexes([["key": ["n": 1], "name": "n_1"]])
        return things
    }

    @Test func `a query takes every option`() async throws {
        let things = try await Self.things()
        var options = FindOptions(sort: ["n": 1])
        options.hint = "n_1"
        options.minimum = ["n": 2]
        options.maximum = ["n": 9]
        options.comment = "why"
        options.variables = ["least": 3]
        options.maximumTime = .seconds(60)
        options.allowsDiskUse = true
        options.isKeptWhileIdle = false
        options.allowsPartialResults = false
        options.showsRecordID = true

        let filter: BSONDocument = ["$expr": ["$gte": ["$n", "$$least"]]]
        let found = try await things.find(filter, options: options).all()

        #expect(found.map { $0["_id"] } == [3])
        #expect(found.first?["$recordId"] != nil)
    }

    @Test func `a query can return the keys of the index alone`() async throws {
        let things = try await Self.things()
        var options = FindOptions(limit: 1)
        options.hint = ["n": 1]
        options.returnsIndexKeys = true

        let found = try await things.find(options: options).all()

        #expect(found == [["n": 1]])
    }

    @Test func `a collation compares text`() async throws {
        let things = try await Self.things()
        var options = FindOptions()
        options.collation = Self.ignoringCase
        let reading = ReadOptions(collation: Self.ignoringCase)

        let found = try await things.find(["name": "ink"], options: options).all()
        let count = try await things.count(["name": "ink"], options: reading)
        let names = try await things.distinct("name", options: reading)

        #expect([found.count, count, names.count] == [2, 2, 2])
    }

    @Test func `counting passes over and stops`() async throws {
        let things = try await Self.things()

        let counts = [
            try await things.count(skip: 1), try await things.count(limit: 2),
            try await things.count(skip: 2, limit: 5, options: ReadOptions(hint: "n_1")),
            try await things.estimatedCount(),
        ]

        #expect(counts == [2, 2, 1, 3])
    }

    @Test func `distinct values are read as a type`() async throws {
        let things = try await Self.things()

        let numbers = try await things.distinct("n", ["n": ["$gt": 1]], as: Int.self)

        #expect(numbers == [2, 3])
    }

    @Test func `a pipeline takes every option`() async throws {
        let things = try await Self.things()
        var options = AggregateOptions(batchSize: 1, allowsDiskUse: true)
        options.hint = "n_1"
        options.collation = Self.ignoringCase
        options.comment = ["why": 1]
        options.variables = ["more": 10]
        options.maximumTime = .seconds(60)

        let found = try await things.aggregate(
            [["$match": ["name": "ink"]], ["$project": ["n": ["$add": ["$n", "$$more"]]]]],
            options: options
        ).all()

        #expect(found.map { $0["n"]?.int } == [11, 12])
    }

    @Test func `a pipeline writes into another collection`() async throws {
        let things = try await Self.things()

        let merged = things.with(writeConcern: .majority, readPreference: .secondaryPreferred)
        let rows = try await merged.aggregate([
            ["$match": ["n": ["$gt": 1]]], ["$merge": ["into": "others"]],
        ]).all()

        #expect(rows.isEmpty)
        #expect(try await things.database.collection("others").count() == 2)
    }

    @Test func `a pipeline reads from the database itself`() async throws {
        let database = try TestDatabase.required()

        let found = try await database.aggregate([
            ["$documents": [["n": 1], ["n": 2]]], ["$match": ["n": 2]],
        ]).all()

        #expect(found == [["n": 2]])
    }

    @Test func `updates take every option`() async throws {
        let things = try await Self.things()
        var options = WriteOptions(hint: "n_1", collation: Self.ignoringCase, comment: "why")
        options.variables = ["least": 2]
        options.bypassesValidation = true
        let filter: BSONDocument = [
            "name": "ink", "$expr": ["$gte": ["$n", "$$least"]],
        ]

        let many = try await things.updateMany(filter, ["$set": ["a": 1]], options: options)
        let one = try await things.updateOne(
            filter, pipeline: [["$set": ["b": "$n"]]], options: options)
        let replaced = try await things.replaceOne(filter, ["n": 5], options: options)
        let deleted = try await things.deleteOne(
            ["n": 5], options: WriteOptions(hint: "n_1", comment: "why"))

        #expect([many.matched, one.modified, replaced.modified, deleted] == [1, 1, 1, 1])
    }

    @Test func `finding and changing takes every option`() async throws {
        let things = try await Self.things()
        var options = WriteOptions(hint: "n_1", collation: Self.ignoringCase, comment: "why")
        options.variables = ["more": 10]
        options.maximumTime = .seconds(60)
        options.bypassesValidation = true

        let updated = try await things.findOneAndUpdate(
            ["name": "ink"], pipeline: [["$set": ["n": ["$add": ["$n", "$$more"]]]]],
            sort: ["n": -1], projection: ["n": 1], returning: .after, options: options
        ) { reader throws(BSONError) in try reader.document() }
        let replaced = try await things.findOneAndReplace(
            ["name": "stone"], ["n": 4], projection: ["n": 1], options: options
        ) { reader throws(BSONError) in try reader.document() }
        let deleted = try await things.findOneAndDelete(
            ["n": 4], options: WriteOptions(hint: "n_1")
        ) { reader throws(BSONError) in try reader.require("_id", as: Int.self) }

        #expect(updated == ["_id": 2, "n": 12])
        #expect(replaced == ["_id": 3, "n": 3])
        #expect(deleted == 3)
    }

    @Test func `an inserted document tells its identifier`() async throws {
        let things = try TestDatabase.collection()

        let given = try await things.insertOne(["_id": 7], options: .init(comment: "why"))
        let made = try await things.insertOne(["name": "ink"])

        #expect(given == 7)
        #expect(try await things.findOne(["name": "ink"])?["_id"] == made)
    }

    @Test func `a tailing query goes on with what comes later`() async throws {
        let database = try TestDatabase.required()
        var capped = CollectionOptions()
        capped.cappedSize = 1 << 16
        let things = try await database.createCollection("things", options: capped)
        try await things.insert([["_id": 1]])
        var options = FindOptions()
        options.awaitsMore = .milliseconds(100)

        var found: [Int] = []
        for try await id in things.find(
            options: options, decode: { try $0.require("_id", as: Int.self) })
        {
            found.append(id)
            if id == 3 { break }
            try await things.insert([["_id": .int(id + 1)]])
        }

        #expect(found == [1, 2, 3])
    }

    @Test func `a write that nobody acknowledges changes nothing in the answer`() async throws {
        let things = try await Self.things()

        let result = try await things.with(writeConcern: .unacknowledged).updateMany(
            [:], ["$set": ["seen": true]])

        #expect(result.matched == 0)
        #expect(!result.isAcknowledged)
        #expect(await eventually { (try? await things.count(["seen": true])) == 3 })
    }

    @Test func `a write concern that cannot be met is told, with what was done`() async throws {
        let things = try await Self.things()
        let two = WriteConcern(.servers(2), timeout: .milliseconds(100))

        let error = await #expect(throws: MongoError.self) {
            try await things.with(writeConcern: two).insert([["_id": 4]])
        }

        #expect(error?.writeConcernFailure?.codeName == "UnsatisfiableWriteConcern")
        #expect(error?.result?.inserted == 1)
        #expect(try await things.count() == 4)
    }

    @Test func `a read concern reaches the server`() async throws {
        let things = try await Self.things()

        let count = try await things.with(readConcern: .majority).count()
        let error = await #expect(throws: MongoError.self) {
            try await things.with(readConcern: .init(rawValue: "nonsense")).count()
        }

        #expect(count == 3)
        #expect(error?.codeName == "FailedToParse")
    }

    @Test func `a read preference that no server meets is an error`() async throws {
        var settings = MongoClient.Settings.patient
        settings.serverSelectionTimeout = .milliseconds(100)
        let client = try await TestServer.client(settings: settings)
        let things = client.database("test").collection("things")
        let preference = ReadPreference(.secondary, tagSets: [["nowhere": "x"]])

        let error = await #expect(throws: MongoError.self) {
            try await things.with(readPreference: preference).count()
        }

        #expect(error?.code == .noServer)
        await client.close()
    }
}
