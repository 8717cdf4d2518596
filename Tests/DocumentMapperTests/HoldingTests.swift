import BSON
import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("Documents that are held", .database, .needsServer, .timeLimit(.minutes(5)))
struct HoldingTests {
    let writers: Documents<Essayist>
    let essays: Documents<Essay>

    init() throws {
        writers = try .forTest()
        essays = try .forTest()
    }

    @Test func `a document that is held cannot be deleted at the same time`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let isAda: BSONDocument = ["_id": .objectID(ada.id)]
        var patience = WriteOptions()
        patience.maximumTime = .milliseconds(200)

        // The server waits for the transaction, until it may not any longer.
        let error = try await essays.collection.database.withTransaction { database in
            try await Documents<Essayist>(in: database).hold(ada.id)
            try await Documents<Essay>(in: database).insert(Essay(author: Reference(to: ada)))
            return await #expect(throws: MongoError.self) {
                try await writers.collection.deleteOne(isAda, options: patience)
            }
        }

        #expect(error?.code == .maxTimeExpired)
        await #expect(throws: MongoError.self) { try await writers.delete(ada.id) }
    }

    @Test func `a document is the same after it was held`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))
        let before = try await writers.collection.findOne([:])

        try await writers.collection.database.withTransaction { database in
            try await Documents<Essayist>(in: database).hold(ada.id)
        }

        #expect(try await writers.collection.findOne([:]) == before)
    }

    @Test func `what is gone cannot be held, nor anything without a transaction`() async throws {
        let ada = try await writers.insert(Essayist(name: "Ada"))

        let gone = await #expect(throws: MongoError.self) {
            try await writers.collection.database.withTransaction { database in
                try await Documents<Essayist>(in: database).hold(ObjectID())
            }
        }
        let alone = await #expect(throws: MongoError.self) { try await writers.hold(ada.id) }

        #expect(gone?.code == .notFound)
        #expect(alone?.code == .invalidRequest)
    }
}
