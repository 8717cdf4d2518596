import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Large files", .database, .needsServer, .timeLimit(.minutes(5)))
struct GridFSMemoryTests {
    @Test func `an upload asks for bytes no faster than the server takes them`() async throws {
        let bucket = try await GridFSTests.bucket()
        let chunks = try TestDatabase.collection("fs.chunks")
        let inFlight = Maximum()

        let bytes = Megabytes(count: 50) { given in
            let stored = try await chunks.count() * GridFSFile.standardChunkSize
            await inFlight.note((given << 20) - stored)
        }
        try await bucket.upload(filename: "large", from: bytes)

        // One batch on its way, and one being filled.
        let megabytes = await inFlight.value >> 20
        #expect((1...9).contains(megabytes))
    }

    @Test func `a download fetches no more than is asked for`() async throws {
        let bucket = try await GridFSTests.bucket()
        let database = try TestDatabase.required()
        let file = try await bucket.upload(filename: "large", from: Megabytes(count: 50) { _ in })
        try await database.run(["profile": 2])

        var download = bucket.download(file).makeAsyncIterator()
        let first = try await download.next()

        try await database.run(["profile": 0])
        #expect(first?.count == GridFSFile.standardChunkSize)
        let sent = try await database.collection("system.profile").aggregate([
            ["$match": ["ns": .string("\(database.name).fs.chunks")]],
            ["$group": ["_id": .null, "bytes": ["$sum": "$responseLength"]]],
        ]) { try $0.require("bytes", as: Int.self) }.all()
        #expect(sent.count == 1)
        #expect(sent.allSatisfy { (1...9 << 20).contains($0) })
    }

    /// The largest number that was noted.
    actor Maximum {
        private(set) var value = 0

        func note(_ number: Int) {
            value = max(value, number)
        }
    }
}
