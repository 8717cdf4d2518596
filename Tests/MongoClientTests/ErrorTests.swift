import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Errors", .database, .needsServer, .timeLimit(.minutes(5)))
struct ErrorTests {
    @Test func `a duplicate key names the index and tells no value`() async throws {
        let things = try TestDatabase.collection()
        try await things.createIndexes([
            ["key": ["email": 1], "name": "email_1", "unique": true]
        ])
        try await things.insert([["email": "someone@example.org"]])

        let error = await #expect(throws: MongoError.self) {
            try await things.insert([["email": "someone@example.org"]])
        }

        #expect(error?.code == .duplicateKey)
        #expect(error?.index == "email_1")
        #expect(error.map { "\($0)".contains("someone") } == false)
        #expect(error?.operation == "insert \(things.database.name).things")
    }

    @Test func `a code can be caught by its name`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1]])

        do {
            try await things.insert([["_id": 1]])
            Issue.record("the second insertion should fail")
        } catch MongoError.Code.duplicateKey {
            // Anything else fails the test.
        }
    }

    @Test func `an unordered insertion goes on after a duplicate`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 2]])

        let error = await #expect(throws: MongoError.self) {
            try await things.insert([["_id": 1], ["_id": 2], ["_id": 3]], ordered: false)
        }

        #expect(error?.code == .duplicateKey)
        #expect(try await things.count() == 3)
    }

    @Test func `a query that the server refuses is an error of the cursor`() async throws {
        let things = try TestDatabase.collection()

        let error = await #expect(throws: MongoError.self) {
            try await things.find(["$nonsense": 1]).all()
        }

        #expect(error?.code == MongoError.Code(rawValue: 2))
        #expect(error?.operation == "find \(things.database.name).things")
    }

    @Test func `an unknown command is an error that names it`() async throws {
        let database = try TestDatabase.required()

        let error = await #expect(throws: MongoError.self) {
            try await database.run(["nonsense": 1])
        }

        #expect(error?.code == MongoError.Code(rawValue: 59))
        #expect(error?.operation == "nonsense \(database.name)")
    }

    @Test func `an update without operators is not sent`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1]])

        let error = await #expect(throws: MongoError.self) {
            try await things.updateOne(["_id": 1], ["name": "ink"])
        }

        #expect(error?.code == .invalidRequest)
    }

    @Test(arguments: [["name": "ink"], [:]] as [BSONDocument])
    func `an update without operators does not replace the document`(
        update: BSONDocument
    ) async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1, "kept": true]])

        let error = await #expect(throws: MongoError.self) {
            try await things.findOneAndUpdate(["_id": 1], update)
        }

        #expect(error?.code == .invalidRequest)
        #expect(try await things.count(["kept": true]) == 1)
    }

    @Test func `a replacement with operators is not sent`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1]])

        let error = await #expect(throws: MongoError.self) {
            try await things.findOneAndReplace(["_id": 1], ["$set": ["a": 1]]) {
                reader throws(BSONError) in try reader.document()
            }
        }

        #expect(error?.code == .invalidRequest)
    }

    @Test func `a name with a NUL is refused`() async throws {
        let things = try TestDatabase.collection("posts\0evil")

        let error = await #expect(throws: MongoError.self) { try await things.deleteMany([:]) }

        #expect(error?.code == .invalidRequest)
    }
}
