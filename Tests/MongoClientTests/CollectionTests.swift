import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Collection", .database, .needsServer, .timeLimit(.minutes(5)))
struct CollectionTests {
    @Test func `what is inserted is found`() async throws {
        let things = try TestDatabase.collection()

        try await things.insert([["_id": 1, "name": "ink"], ["_id": 2, "name": "stone"]])

        let found = try await things.find(["_id": 2]).all()
        #expect(found == [["_id": 2, "name": "stone"]])
    }

    @Test func `a document without an identifier gets one`() async throws {
        let things = try TestDatabase.collection()

        try await things.insert([["name": "ink"]])

        let id = try await things.findOne([:]) { try $0.require("_id", as: ObjectID.self) }
        #expect(id != nil)
    }

    @Test func `inserting nothing is allowed`() async throws {
        let things = try TestDatabase.collection()

        try await things.insert([])

        #expect(try await things.count() == 0)
    }

    @Test func `options sort, skip, limit and project`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert((1...9).map { ["_id": .int64($0), "even": .bool($0 % 2 == 0)] })

        let options = FindOptions(sort: ["_id": -1], projection: ["_id": 1], skip: 1, limit: 2)
        let found = try await things.find(["even": true], options: options).all()

        #expect(found == [["_id": 6], ["_id": 4]])
    }

    @Test func `an update says what it did`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1, "n": 1], ["_id": 2, "n": 1]])

        let one = try await things.updateOne(["_id": 1], ["$set": ["n": 2]])
        let many = try await things.updateMany([:], ["$set": ["n": 2]])
        let none = try await things.updateOne(["_id": 3], ["$set": ["n": 2]], upsert: true)

        #expect([one.matched, one.modified] == [1, 1])
        #expect([many.matched, many.modified] == [2, 1])
        #expect([none.matched, none.modified] == [0, 0])
        #expect(none.upsertedID == 3)
    }

    @Test func `array filters choose the elements to change`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1, "marks": [1, 5, 9]]])

        try await things.updateOne(
            ["_id": 1], ["$set": ["marks.$[high]": 0]], arrayFilters: [["high": ["$gt": 4]]])

        #expect(try await things.findOne([:])?["marks"] == [1, 0, 0])
    }

    @Test func `a replacement keeps the identifier`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1, "old": true]])

        try await things.replaceOne(["_id": 1], ["new": true])

        #expect(try await things.findOne([:]) == ["_id": 1, "new": true])
    }

    @Test func `deletions count`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert((1...5).map { ["_id": .int64($0)] })

        let one = try await things.deleteOne(["_id": ["$gt": 1]])
        let many = try await things.deleteMany([:])

        #expect([one, many] == [1, 4])
    }

    @Test(arguments: [(.before, 1), (.after, 2)] as [(ReturnedDocument, BSONValue)])
    func `an updated document is returned`(
        state: ReturnedDocument, value: BSONValue
    ) async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1, "n": 1]])

        let found = try await things.findOneAndUpdate(
            ["_id": 1], ["$inc": ["n": 1]], returning: state)

        #expect(found?["n"] == value)
    }

    @Test func `updating nothing returns nothing`() async throws {
        let things = try TestDatabase.collection()

        let found = try await things.findOneAndUpdate(["_id": 1], ["$inc": ["n": 1]])

        #expect(found == nil)
    }

    @Test func `a deleted document is returned`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1], ["_id": 2]])

        let found = try await things.findOneAndDelete([:], sort: ["_id": -1]) {
            reader throws(BSONError) in
            try reader.require("_id", as: Int.self)
        }

        #expect(found == 2)
        #expect(try await things.count() == 1)
    }

    @Test func `a pipeline is run by the server`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert((1...4).map { ["_id": .int64($0)] })

        let sums = try await things.aggregate([
            ["$match": ["_id": ["$gt": 1]]],
            ["$group": ["_id": .null, "sum": ["$sum": "$_id"]]],
        ]) { try $0.require("sum", as: Int.self) }.all()

        #expect(sums == [9])
    }

    @Test func `indexes are created once and listed`() async throws {
        let things = try TestDatabase.collection()
        let index: BSONDocument = ["key": ["slug": 1], "name": "slug_1", "unique": true]

        try await things.createIndexes([index])
        try await things.createIndexes([index])

        let names = try await things.listIndexes().map { $0["name"] }
        #expect(names == ["_id_", "slug_1"])
    }

    @Test func `a collection that does not exist has no indexes`() async throws {
        let things = try TestDatabase.collection()

        #expect(try await things.listIndexes().isEmpty)
    }

    @Test func `dropping twice is allowed`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1]])

        try await things.drop()
        try await things.drop()

        #expect(try await things.count() == 0)
    }
}
