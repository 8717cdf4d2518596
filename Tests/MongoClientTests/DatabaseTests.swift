import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Database", .database, .needsServer, .timeLimit(.minutes(5)))
struct DatabaseTests {
    @Test func `collections are created, listed and changed`() async throws {
        let database = try TestDatabase.required()
        var options = CollectionOptions(validator: ["n": ["$gt": 0]])
        options.validationLevel = .moderate
        options.validationAction = .warn

        try await database.createCollection("things", options: options)
        try await database.modifyCollection("things", ["validationAction": "error"])

        let found = try await database.listCollections(["name": "things"]).all()
        #expect(found.first?["options"]?.document?["validationAction"] == "error")
        #expect(found.first?["options"]?.document?["validationLevel"] == "moderate")
        #expect(try await database.collectionNames() == ["things"])
    }

    @Test func `a view shows what its pipeline makes`() async throws {
        let database = try TestDatabase.required()
        try await database.collection("things").insert([["_id": 1], ["_id": 2]])
        var options = CollectionOptions()
        options.viewOn = "things"
        options.pipeline = [["$match": ["_id": 2]]]

        let view = try await database.createCollection("seconds", options: options)

        #expect(try await view.find().all() == [["_id": 2]])
    }

    @Test func `a collection that exists is not made again`() async throws {
        let database = try TestDatabase.required()
        try await database.createCollection("things")

        let error = await #expect(throws: MongoError.self) {
            try await database.createCollection(
                "things", options: CollectionOptions(validator: ["n": 1]))
        }

        #expect(error?.code == .namespaceExists)
        #expect(error?.operation == "create \(database.name).things")
    }

    @Test func `a collection gets another name`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1]])
        try await things.database.collection("others").insert([["_id": 2]])

        let error = await #expect(throws: MongoError.self) { try await things.rename(to: "others") }
        let others = try await things.rename(to: "others", replacing: true)

        #expect(error?.code == .namespaceExists)
        #expect(error?.operation == "renameCollection \(things.database.name).things")
        #expect(try await others.find().all() == [["_id": 1]])
    }

    @Test func `databases are listed and dropped`() async throws {
        let client = try await TestServer.shared()
        let name = "test_\(ObjectID())"
        try await client.database(name).collection("things").insert([["_id": 1]])

        let before = try await client.databaseNames(["name": .string(name)])
        try await client.database(name).drop()
        let after = try await client.listDatabases(["name": .string(name)]).all()

        #expect(before == [name])
        #expect(after.isEmpty)
    }

    @Test func `indexes are dropped one by one and all at once`() async throws {
        let things = try TestDatabase.collection()
        try await things.createIndexes(
            ["a", "b", "c"].map { ["key": .document([$0: 1]), "name": .string($0)] })

        try await things.dropIndex("a")
        let some = try await things.listIndexes().map { $0["name"] }
        try await things.dropIndexes()
        let none = try await things.listIndexes().map { $0["name"] }

        #expect(some == ["_id_", "b", "c"])
        #expect(none == ["_id_"])
    }

    @Test func `a command goes where its read preference says`() async throws {
        let database = try TestDatabase.required()

        let reply = try await database.run(["ping": 1], readPreference: .secondaryPreferred)

        #expect(reply["ok"] == 1.0)
    }

    @Test func `collections and indexes are created within a transaction`() async throws {
        let database = try TestDatabase.required()
        let client = try await TestServer.shared()

        try await client.withTransaction { session in
            let things = try await database.with(writeConcern: .majority).within(session)
                .createCollection("things")
            try await things.createIndexes([["key": ["n": 1], "name": "n_1"]])
            try await things.insert([["n": 1]])
        }

        let names = try await database.collection("things").listIndexes().map { $0["name"] }
        #expect(names == ["_id_", "n_1"])
    }
}
