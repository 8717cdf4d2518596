import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Change streams", .database, .needsServer, .timeLimit(.minutes(5)))
struct ChangeStreamTests {
    /// Returns the next changes of a stream.
    static func next<Value>(
        _ count: Int, of stream: ChangeStream<Value>
    ) async throws -> [Value] {
        let iterator = stream.makeAsyncIterator()
        var values: [Value] = []
        while values.count < count, let value = try await iterator.next() { values.append(value) }
        return values
    }

    @Test func `a batch is empty when nothing has happened`() async throws {
        let things = try TestDatabase.collection()
        var options = ChangeStreamOptions()
        options.maximumAwaitTime = .milliseconds(10)
        let stream = try await things.watch(options: options)

        let before = try await stream.nextBatch()
        try await things.insert([["_id": 1], ["_id": 2]])
        var keys: [BSONDocument?] = []
        while keys.count < 2 { keys += try await stream.nextBatch()?.map(\.documentKey) ?? [] }

        #expect(before?.isEmpty == true)
        #expect(keys == [["_id": 1], ["_id": 2]])
    }

    @Test func `what happens after the stream is opened is told, in order`() async throws {
        let things = try TestDatabase.collection()
        let stream = try await things.watch()
        try await things.insert([["_id": 1, "a": 1, "b": 2]])
        try await things.updateOne(["_id": 1], ["$set": ["a": 5], "$unset": ["b": ""]])
        try await things.replaceOne(["_id": 1], ["c": 3])
        try await things.deleteOne(["_id": 1])

        let changes = try await Self.next(4, of: stream)

        #expect(changes.map(\.operation) == [.insert, .update, .replace, .delete])
        #expect(changes.map(\.documentKey) == Array(repeating: ["_id": 1], count: 4))
        #expect(
            changes.map(\.fullDocument) == [
                ["_id": 1, "a": 1, "b": 2], nil, ["_id": 1, "c": 3], nil,
            ])
        #expect(changes[1].updateDescription?.updatedFields == ["a": 5])
        #expect(changes[1].updateDescription?.removedFields == ["b"])
        #expect(changes[0].namespace?.collection == "things")
        #expect(changes[0].namespace?.database == things.database.name)
        #expect(changes[0].clusterTime != nil)
        #expect(changes[0].wallTimeMilliseconds != nil)
    }

    @Test func `arrays that were cut short are told`() async throws {
        let things = try TestDatabase.collection()
        let numbers = BSONArray((0..<100).map { .int64($0) })
        try await things.insert([["_id": 1, "list": .array(numbers)]])
        let stream = try await things.watch()
        try await things.database.run([
            "update": .string(things.name),
            "updates": [
                ["q": ["_id": 1], "u": [["$set": ["list": ["$slice": ["$list", 2]]]]]]
            ],
        ])

        let change = try #require(try await Self.next(1, of: stream).first)

        let cut = try #require(change.updateDescription?.truncatedArrays.first)
        #expect(cut.field == "list")
        #expect(cut.newSize == 2)
    }

    @Test func `an update comes with the document if asked for`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1, "a": 1]])
        let stream = try await things.watch(
            options: ChangeStreamOptions(fullDocument: .updateLookup))
        try await things.updateOne(["_id": 1], ["$set": ["a": 2]])

        let change = try #require(try await Self.next(1, of: stream).first)

        #expect(change.fullDocument == ["_id": 1, "a": 2])
    }

    @Test func `a change comes with the documents before and after it if those are kept`()
        async throws
    {
        let things = try TestDatabase.collection()
        try await things.database.run([
            "create": .string(things.name), "changeStreamPreAndPostImages": ["enabled": true],
        ])
        try await things.insert([["_id": 1, "a": 1]])
        let stream = try await things.watch(
            options: ChangeStreamOptions(
                fullDocument: .required, fullDocumentBeforeChange: .required))
        try await things.updateOne(["_id": 1], ["$set": ["a": 2]])
        try await things.deleteOne(["_id": 1])

        let changes = try await Self.next(2, of: stream)

        #expect(
            changes.map(\.fullDocumentBeforeChange) == [["_id": 1, "a": 1], ["_id": 1, "a": 2]])
        #expect(changes.map(\.fullDocument) == [["_id": 1, "a": 2], nil])
    }

    @Test func `a pipeline chooses changes`() async throws {
        let things = try TestDatabase.collection()
        let stream = try await things.watch([["$match": ["operationType": "delete"]]])
        try await things.insert([["_id": 1], ["_id": 2]])
        try await things.deleteOne(["_id": 2])

        let change = try #require(try await Self.next(1, of: stream).first)

        #expect(change.operation == .delete)
        #expect(change.documentKey == ["_id": 2])
    }

    @Test func `a closure decodes changes`() async throws {
        let things = try TestDatabase.collection()
        let stream = try await things.watch { try $0.require("operationType", as: String.self) }
        try await things.insert([["_id": 1]])

        let operations = try await Self.next(1, of: stream)

        #expect(operations == ["insert"])
    }

    @Test func `a database and a deployment are watched as a whole`() async throws {
        let database = try TestDatabase.required()
        let stream = try await database.watch()
        let everywhere = try await TestServer.shared().watch([
            ["$match": ["ns.db": .string(database.name)]]
        ])
        try await database.collection("a").insert([["_id": 1]])
        try await database.collection("b").insert([["_id": 1]])

        let here = try await Self.next(2, of: stream)
        let there = try await Self.next(2, of: everywhere)

        #expect(here.map(\.namespace?.collection) == ["a", "b"])
        #expect(here.map(\.resumeToken) == there.map(\.resumeToken))
    }

    @Test func `a stream ends when its collection is dropped`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1]])
        let stream = try await things.watch()
        try await things.drop()

        let changes = try await Self.next(9, of: stream)

        #expect(changes.map(\.operation) == [.drop, .invalidate])
        #expect(changes.map(\.namespace?.collection) == ["things", nil])
        #expect(try await Self.next(1, of: stream) == [])
    }

    @Test func `a renamed collection tells its new name`() async throws {
        let database = try TestDatabase.required()
        try await database.collection("old").insert([["_id": 1]])
        let stream = try await database.watch()
        _ = try await TestServer.shared().database("admin").run([
            "renameCollection": .string("\(database.name).old"),
            "to": .string("\(database.name).new"),
        ])

        let change = try #require(try await Self.next(1, of: stream).first)

        #expect(change.operation == .rename)
        #expect(change.newNamespace?.collection == "new")
    }

    @Test func `a pipeline that the server refuses is an error at once`() async throws {
        let things = try TestDatabase.collection()

        let error = await #expect(throws: MongoError.self) {
            _ = try await things.watch([["$nothing": 1]])
        }

        #expect(error?.operation == "watch \(things.database.name).things")
    }
}
