import BSON
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Uploads", .database, .needsServer, .timeLimit(.minutes(5)))
struct GridFSUploadTests {
    static func count(_ name: String) async throws -> Int {
        try await TestDatabase.collection(name).count()
    }

    @Test func `the digest is that of sha256sum`() async throws {
        let bucket = try TestDatabase.required().bucket()

        let file = try await bucket.upload(filename: "abc", hashing: true) { upload in
            try await upload.append("a".utf8)
            try await upload.append("bc".utf8)
        }

        // FIPS 180-4, appendix B.1.
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(file.sha256 == digest)
        #expect(try await bucket.file(file.id)?.sha256 == digest)
    }

    @Test func `a file without a digest is stored as other drivers do`() async throws {
        let bucket = try TestDatabase.required().bucket()

        try await bucket.upload(filename: "plain", from: GridFSTests.pieces([1]))

        let document = try #require(try await TestDatabase.collection("fs.files").findOne([:]))
        #expect(document.keys == ["_id", "length", "chunkSize", "uploadDate", "filename"])
    }

    @Test(arguments: [1, 7, 1 << 20, 16 << 20 - 16 << 10])
    func `chunks have the size that was asked for`(size: Int) async throws {
        let bucket = try TestDatabase.required().bucket("large", chunkSize: size)
        let bytes = GridFSTests.bytes(size > 7 ? 2 * size + 3 : 21)

        let file = try await bucket.upload(filename: "file", from: GridFSTests.pieces(bytes))

        #expect(file.chunkSize == size)
        #expect(try await Self.count("large.chunks") == (bytes.count + size - 1) / size)
        let isSame = try await bucket.download(file).collect() == bytes
        #expect(isSame)
    }

    @Test(arguments: [0, -1, 16 << 20])
    func `a size that no chunk can have is refused`(size: Int) async throws {
        let bucket = try TestDatabase.required().bucket()

        let error = await #expect(throws: MongoError.self) {
            try await bucket.upload(
                filename: "file", chunkSize: size, from: GridFSTests.pieces([1]))
        }

        #expect(error?.code == .invalidRequest)
    }

    @Test func `any value can tell a file`() async throws {
        let bucket = try TestDatabase.required().bucket()
        let id = UUID()

        try await bucket.upload(filename: "file", id: id, from: GridFSTests.pieces([1, 2]))

        #expect(try await bucket.download(id: id, range: 1..<2).collect() == [2])
        #expect(try await bucket.delete(id))
    }

    @Test func `the first upload makes the indexes`() async throws {
        let bucket = try TestDatabase.required().bucket("pictures")

        try await bucket.upload(filename: "file", from: GridFSTests.pieces([1]))

        let files = try await TestDatabase.collection("pictures.files").listIndexes()
        let chunks = try await TestDatabase.collection("pictures.chunks").listIndexes()
        #expect(files.contains { $0["key"] == ["filename": 1, "uploadDate": 1] })
        #expect(
            chunks.contains { $0["key"] == ["files_id": 1, "n": 1] && $0["unique"] == true })
    }

    @Test func `a bucket with files keeps the indexes it has`() async throws {
        let bucket = try TestDatabase.required().bucket()
        try await TestDatabase.collection("fs.files").insert([["filename": "old"]])

        try await bucket.upload(filename: "file", from: GridFSTests.pieces([1]))

        #expect(try await TestDatabase.collection("fs.files").listIndexes().count == 1)
    }

    @Test func `a file that was given up leaves nothing`() async throws {
        let bucket = try TestDatabase.required().bucket()
        let upload = try await bucket.startUpload(filename: "file")
        try await upload.append(GridFSTests.bytes(3_000_000))

        await upload.abort()

        #expect(try await Self.count("fs.chunks") == 0)
        #expect(try await Self.count("fs.files") == 0)
    }

    @Test func `a file that was dropped leaves nothing`() async throws {
        let bucket = try TestDatabase.required().bucket()
        try await bucket.startUpload(filename: "file").append(GridFSTests.bytes(3_000_000))

        #expect(await eventually { (try? await Self.count("fs.chunks")) == 0 })
    }

    @Test func `an upload that was swept away is refused`() async throws {
        let bucket = try TestDatabase.required().bucket()
        let upload = try await bucket.startUpload(filename: "file")
        try await upload.append(GridFSTests.bytes(9_000_000))
        try await bucket.deleteStrayChunks(olderThan: .zero)

        let error = await #expect(throws: MongoError.self) { try await upload.finish() }

        #expect(error?.code == .chunkIsMissing)
        #expect(try await Self.count("fs.files") == 0)
        #expect(try await Self.count("fs.chunks") == 0)
    }

    @Test func `a file in a transaction is stored with the rest of it`() async throws {
        struct Interruption: Error {}
        let bucket = try TestDatabase.required().bucket()

        await #expect(throws: Interruption.self) {
            try await TestDatabase.required().withTransaction { database in
                try await database.bucket().upload(
                    filename: "file", from: GridFSTests.pieces(GridFSTests.bytes(3_000_000)))
                throw Interruption()
            }
        }

        #expect(try await bucket.find().all().isEmpty)
        #expect(try await Self.count("fs.chunks") == 0)
    }

    @Test func `chunks of no file are told from those of files`() async throws {
        let bucket = try TestDatabase.required().bucket()
        let file = try await bucket.upload(filename: "file", from: GridFSTests.pieces([1]))
        try await TestDatabase.collection("fs.chunks").insert([
            ["files_id": "stray", "n": 0, "data": .binary(BSONBinary([2]))],
            ["files_id": "stray", "n": 1, "data": .binary(BSONBinary([3]))],
        ])

        let early = try await bucket.deleteStrayChunks()
        let late = try await bucket.deleteStrayChunks(olderThan: .zero)

        #expect((early, late) == (0, 1))
        #expect(try await bucket.download(file).collect() == [1])
        #expect(try await Self.count("fs.chunks") == 1)
    }

    @Test func `a finished file takes no more`() async throws {
        let bucket = try TestDatabase.required().bucket()
        let upload = try await bucket.startUpload(filename: "file")
        _ = try await upload.finish()

        await #expect(throws: MongoError.self) { try await upload.append([1]) }
    }

    @Test func `a dropped bucket is empty and can be used again`() async throws {
        let bucket = try TestDatabase.required().bucket()
        try await bucket.upload(filename: "first", from: GridFSTests.pieces([1]))

        try await bucket.drop()
        try await bucket.upload(filename: "second", from: GridFSTests.pieces([2]))

        #expect(try await bucket.find().all().map(\.filename) == ["second"])
        #expect(try await TestDatabase.collection("fs.chunks").listIndexes().count == 2)
    }
}
