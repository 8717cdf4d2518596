import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Names of files", .database, .needsServer, .timeLimit(.minutes(5)))
struct GridFSRevisionTests {
    /// Stores a file of one byte for each number, a millisecond apart at least.
    static func bucket(revisions: Range<UInt8>) async throws -> GridFSBucket {
        let bucket = try TestDatabase.required().bucket()
        for number in revisions {
            let file = try await bucket.upload(
                filename: "ink", from: GridFSTests.pieces([number]))
            let date = BSONValue.date(milliseconds: Int64(number))
            try await TestDatabase.collection("fs.files").updateOne(
                ["_id": file.id], ["$set": ["uploadDate": date]])
        }
        return bucket
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 2), (-1, 2), (-2, 1), (-3, 0)] as [(Int, UInt8)])
    func `a revision is counted from the oldest or the newest`(
        revision: Int, content: UInt8
    ) async throws {
        let bucket = try await Self.bucket(revisions: 0..<3)

        let bytes = try await bucket.download(named: "ink", revision: revision).collect()

        #expect(bytes == [content])
    }

    @Test(arguments: [("ink", 3), ("ink", -4), ("paper", -1)])
    func `a revision that does not exist is not found`(
        name: String, revision: Int
    ) async throws {
        let bucket = try await Self.bucket(revisions: 0..<3)

        let error = await #expect(throws: MongoError.self) {
            try await bucket.download(named: name, revision: revision).collect()
        }

        #expect(error?.code == .fileNotFound)
    }

    @Test func `a file that does not exist is not found`() async throws {
        let bucket = try await Self.bucket(revisions: 0..<1)

        let error = await #expect(throws: MongoError.self) {
            try await bucket.download(id: ObjectID()).collect()
        }

        #expect(error?.code == .fileNotFound)
    }

    @Test(
        arguments: [
            ["$exists": true], .regularExpression(BSONRegularExpression(".")),
        ] as [BSONValue])
    func `an identifier never acts as an operator`(id: BSONValue) async throws {
        let bucket = try TestDatabase.required().bucket()
        try await bucket.upload(filename: "ink", id: "ink", from: GridFSTests.pieces([1]))

        let found = try await bucket.file(id)

        #expect(found == nil)
    }

    @Test func `a renamed file is found by its new name`() async throws {
        let bucket = try await Self.bucket(revisions: 0..<2)
        let newest = try #require(try await bucket.file(named: "ink"))

        let isRenamed = try await bucket.rename(newest.id, to: "paper")

        #expect(isRenamed)
        #expect(try await bucket.file(named: "paper")?.id == newest.id)
        #expect(try await bucket.file(named: "ink")?.id != newest.id)
    }

    @Test func `renaming a file that does not exist says so`() async throws {
        let bucket = try await Self.bucket(revisions: 0..<1)

        #expect(try await bucket.rename(ObjectID(), to: "paper") == false)
    }

    @Test func `all revisions are renamed at once`() async throws {
        let bucket = try await Self.bucket(revisions: 0..<3)

        let count = try await bucket.renameAll(named: "ink", to: "paper")

        #expect(count == 3)
        #expect(try await bucket.download(named: "paper", revision: 1).collect() == [1])
    }

    @Test func `all revisions are deleted at once`() async throws {
        let bucket = try await Self.bucket(revisions: 0..<3)
        try await bucket.upload(filename: "paper", from: GridFSTests.pieces([9]))

        let count = try await bucket.deleteAll(named: "ink")

        #expect(count == 3)
        #expect(try await bucket.find().all().map(\.filename) == ["paper"])
        #expect(try await TestDatabase.collection("fs.chunks").count() == 1)
    }

    @Test func `files are found by filter, order and limit`() async throws {
        let bucket = try await Self.bucket(revisions: 0..<3)
        let options = FindOptions(sort: ["uploadDate": -1], limit: 1)

        let found = try await bucket.find(["length": ["$lt": 5]], options: options).all()

        #expect(found.count == 1)
        #expect(try await bucket.file(named: "ink")?.id == found.first?.id)
    }
}
