import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Files", .database, .needsServer, .timeLimit(.minutes(5)))
struct GridFSTests {
    static let chunk = GridFSFile.standardChunkSize

    /// Returns the bucket of the test, with its indexes.
    static func bucket() async throws -> GridFSBucket {
        let bucket = try TestDatabase.required().bucket()
        try await bucket.createIndexes()
        return bucket
    }

    /// Returns bytes that repeat themselves nowhere near.
    static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    }

    /// Returns bytes in pieces that have nothing to do with chunks.
    static func pieces(_ bytes: [UInt8], size: Int = 100_000) -> AsyncStream<ArraySlice<UInt8>> {
        AsyncStream { continuation in
            for start in stride(from: 0, to: bytes.count, by: size) {
                continuation.yield(bytes[start..<min(start + size, bytes.count)])
            }
            continuation.finish()
        }
    }

    static func collect(_ download: GridFSDownload) async throws -> [UInt8] {
        try await download.reduce(into: []) { $0 += $1 }
    }

    @Test(arguments: [0, 1, chunk - 1, chunk, chunk + 1, 5 * chunk + 7, 33 * chunk + 1])
    func `a file comes back as it was`(length: Int) async throws {
        let bucket = try await Self.bucket()
        let bytes = Self.bytes(length)

        let stored = try await bucket.upload(filename: "file", from: Self.pieces(bytes))

        let file = try #require(try await bucket.file(stored.id))
        #expect(file.length == Int64(length))
        let isSame = try await Self.collect(bucket.download(file)) == bytes
        #expect(isSame)
    }

    @Test func `a file lies as the specification says`() async throws {
        let bucket = try await Self.bucket()
        let bytes = Self.bytes(Self.chunk + 1)

        let file = try await bucket.upload(
            filename: "ink.png", metadata: ["kind": "image"], from: Self.pieces(bytes))

        let document = try #require(try await TestDatabase.collection("fs.files").findOne([:]))
        let keys = ["_id", "length", "chunkSize", "uploadDate", "filename", "metadata"]
        #expect(document.keys == keys)
        #expect(document["length"] == .int64(Int64(Self.chunk + 1)))
        #expect(document["chunkSize"] == .int32(261_120))
        #expect(document["metadata"] == ["kind": "image"])
        let chunks = try await TestDatabase.collection("fs.chunks").find(
            options: FindOptions(sort: ["n": 1])
        ).all()
        #expect(chunks.map(\.keys) == Array(repeating: ["_id", "files_id", "n", "data"], count: 2))
        #expect(chunks.map { $0["n"] } == [.int32(0), .int32(1)])
        #expect(chunks.map { $0["files_id"] } == [file.id, file.id])
        #expect(chunks[1]["data"] == .binary(BSONBinary([bytes[Self.chunk]])))
    }

    @Test func `a file that another driver wrote is read`() async throws {
        let bucket = try await Self.bucket()
        let id = ObjectID()
        try await TestDatabase.collection("fs.files").insert([
            [
                "_id": .objectID(id), "length": .int32(5), "chunkSize": .int32(4),
                "uploadDate": .date(milliseconds: 0), "filename": "old", "md5": "unused",
            ]
        ])
        try await TestDatabase.collection("fs.chunks").insert([
            ["files_id": .objectID(id), "n": .int32(1), "data": .binary(BSONBinary([5]))],
            [
                "files_id": .objectID(id), "n": .int32(0),
                "data": .binary(BSONBinary([1, 2, 3, 4])),
            ],
        ])

        let file = try #require(try await bucket.file(id))

        #expect(try await Self.collect(bucket.download(file)) == [1, 2, 3, 4, 5])
    }

    @Test(arguments: [
        0..<1, 0..<chunk, chunk - 1..<chunk + 1, chunk..<chunk, chunk..<2 * chunk,
        10..<3 * chunk - 10, 3 * chunk..<3 * chunk + 5,
    ])
    func `a part of a file is those bytes`(range: Range<Int>) async throws {
        let bucket = try await Self.bucket()
        let bytes = Self.bytes(3 * Self.chunk + 5)
        let file = try await bucket.upload(filename: "file", from: Self.pieces(bytes))

        let part = try await Self.collect(
            bucket.download(file, range: Int64(range.lowerBound)..<Int64(range.upperBound)))

        let isSame = part == Array(bytes[range])
        #expect(isSame)
    }

    @Test(arguments: [0..<11, 10..<11, 5..<Int64.max, -1..<2] as [Range<Int64>])
    func `a range outside of the file is refused`(range: Range<Int64>) async throws {
        let bucket = try await Self.bucket()
        let file = try await bucket.upload(filename: "file", from: Self.pieces(Self.bytes(10)))

        let error = await #expect(throws: MongoError.self) {
            try await Self.collect(bucket.download(file, range: range))
        }

        #expect(error?.code == .invalidRequest)
    }

    @Test func `a deleted file leaves nothing`() async throws {
        let bucket = try await Self.bucket()
        let file = try await bucket.upload(filename: "file", from: Self.pieces(Self.bytes(10)))

        let wasThere = try await bucket.delete(file.id)

        #expect(wasThere)
        #expect(try await bucket.file(file.id) == nil)
        #expect(try await TestDatabase.collection("fs.chunks").count() == 0)
    }

    @Test func `deleting a file that is not there says so`() async throws {
        let bucket = try await Self.bucket()

        #expect(try await bucket.delete(ObjectID()) == false)
    }
}
