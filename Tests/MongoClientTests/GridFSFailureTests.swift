import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Files that fail", .database, .needsServer, .timeLimit(.minutes(5)))
struct GridFSFailureTests {
    struct Interruption: Error {}

    /// Five megabytes, and then what `end` does.
    static func pieces(then end: @escaping () throws -> Void) -> Megabytes {
        Megabytes(count: 5) { given in
            if given == 5 { try end() }
        }
    }

    static func count(_ name: String) async throws -> Int {
        try await TestDatabase.collection(name).count()
    }

    @Test func `an upload whose bytes fail leaves nothing`() async throws {
        let bucket = try await GridFSTests.bucket()

        await #expect(throws: Interruption.self) {
            try await bucket.upload(
                filename: "file", from: Self.pieces { throw Interruption() })
        }

        #expect(try await Self.count("fs.chunks") == 0)
        #expect(try await Self.count("fs.files") == 0)
    }

    @Test func `a cancelled upload leaves nothing`() async throws {
        let bucket = try await GridFSTests.bucket()
        let upload = Task {
            try await bucket.upload(
                filename: "file",
                from: Self.pieces { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } })
        }

        let result = await upload.result

        #expect(throws: (any Error).self) { try result.get() }
        #expect(try await Self.count("fs.chunks") == 0)
        #expect(try await Self.count("fs.files") == 0)
    }

    @Test func `an upload over an existing identifier leaves the file alone`() async throws {
        let bucket = try await GridFSTests.bucket()
        let bytes = GridFSTests.bytes(300_000)
        let file = try await bucket.upload(filename: "first", from: GridFSTests.pieces(bytes))

        let error = await #expect(throws: MongoError.self) {
            try await bucket.upload(
                filename: "second", id: file.id, from: GridFSTests.pieces(bytes))
        }

        #expect(error?.code == .duplicateKey)
        let isSame = try await GridFSTests.collect(bucket.download(file)) == bytes
        #expect(isSame)
    }

    @Test(
        arguments: [
            ["length": -1, "chunkSize": 4], ["length": 4, "chunkSize": 0],
            ["length": 4, "chunkSize": -1], ["length": 4, "chunkSize": .int64(Int64.max)],
            ["length": .int64(Int64.max), "chunkSize": 1], ["length": "4", "chunkSize": 4],
            ["length": 4],
        ] as [BSONDocument])
    func `sizes that no file can have are refused`(sizes: BSONDocument) async throws {
        let bucket = try await GridFSTests.bucket()
        let id = ObjectID()
        var document = sizes
        document.append("_id", id)
        document.append("uploadDate", BSONValue.date(milliseconds: 0))
        try await TestDatabase.collection("fs.files").insert([document])

        await #expect(throws: BSONError.self) { _ = try await bucket.file(id) }
    }

    @Test(
        arguments: [
            (.chunkIsMissing, ["$set": ["n": 9]]),
            (.chunkIsWrongSize, ["$set": ["data": .binary(BSONBinary([1, 2, 3, 4, 5]))]]),
            (.chunkIsWrongSize, ["$set": ["data": .binary(BSONBinary([]))]]),
            (.corruptFile, ["$set": ["data": .binary(BSONBinary([1, 2, 4]))]]),
        ] as [(MongoError.Code, BSONDocument)])
    func `damage is an error`(code: MongoError.Code, damage: BSONDocument) async throws {
        let bucket = try await GridFSTests.bucket()
        let file = try await bucket.upload(
            filename: "file", hashing: true, from: GridFSTests.pieces([1, 2, 3]))
        try await TestDatabase.collection("fs.chunks").updateOne([:], damage)

        let error = await #expect(throws: MongoError.self) {
            try await GridFSTests.collect(bucket.download(file))
        }

        #expect(error?.code == code)
    }

    @Test(arguments: [([1], .extraChunk), ([], nil)] as [([UInt8], MongoError.Code?)])
    func `a chunk beyond the end is an error unless it is empty`(
        extra: [UInt8], code: MongoError.Code?
    ) async throws {
        let bucket = try await GridFSTests.bucket()
        let file = try await bucket.upload(filename: "file", from: GridFSTests.pieces([1, 2, 3]))
        try await TestDatabase.collection("fs.chunks").insert([
            ["files_id": file.id, "n": 1, "data": .binary(BSONBinary(extra))]
        ])

        let result = await Task { try await bucket.download(file).collect() }.result

        #expect((result.failure as? MongoError)?.code == code)
    }

    @Test func `a part of a file whose other parts are damaged is read`() async throws {
        let bucket = try TestDatabase.required().bucket("fs", chunkSize: 4)
        let file = try await bucket.upload(
            filename: "file", from: GridFSTests.pieces(GridFSTests.bytes(12)))
        try await TestDatabase.collection("fs.chunks").deleteOne(["n": 0])

        let part = try await bucket.download(file, range: 5..<12).collect()

        #expect(part == Array(GridFSTests.bytes(12)[5...]))
    }

    @Test func `a chunk without bytes is an error`() async throws {
        let bucket = try await GridFSTests.bucket()
        let file = try await bucket.upload(filename: "file", from: GridFSTests.pieces([1, 2, 3]))
        try await TestDatabase.collection("fs.chunks").updateOne([:], ["$unset": ["data": 1]])

        await #expect(throws: BSONError.self) {
            try await GridFSTests.collect(bucket.download(file))
        }
    }

    @Test func `a deletion that was begun is finished though cancelled`() async throws {
        let bytes = GridFSTests.bytes(300_000)
        let file = try await GridFSTests.bucket().upload(
            filename: "file", from: GridFSTests.pieces(bytes))
        let client = try await PoolTests.client(connections: 1, patience: .seconds(60))
        let bucket = client.database(try TestDatabase.required().name).bucket()
        let blocking = try await PoolTests.blocking(client, milliseconds: 6000)
        let blocker = await PoolTests.start(blocking, client)
        let deletion = Task { try await bucket.delete(file.id) }
        #expect(await eventually { client.waiting == 1 })

        deletion.cancel()
        try await blocker.value

        #expect(try await deletion.value)
        #expect(try await Self.count("fs.files") == 0)
        #expect(try await Self.count("fs.chunks") == 0)
        await client.close()
    }
}

extension Result {
    /// What went wrong, if anything did.
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
