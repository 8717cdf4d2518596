import DocumentMapper
import Measuring
import MongoClient

/// The workloads over a file of 50 MiB; what is counted is mebibytes.
struct StoredFiles {
    private static let mebibytes = 50
    private static let size = mebibytes << 20
    private static let name = "blob"

    private let bucket: GridFSBucket
    private let files: MongoCollection
    private let chunks: MongoCollection

    init(in client: MongoClient) {
        let database = client.database("inkstone_benchmarks")
        bucket = database.bucket()
        files = database.collection("\(bucket.name).files")
        chunks = database.collection("\(bucket.name).chunks")
    }

    /// Stores the file, in pieces such as a request brings.
    func upload(_ count: Int) async throws -> Measurement {
        try await files.drop()
        try await chunks.drop()
        try await bucket.createIndexes()
        let bytes = (0..<Self.size).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
        return try await .of {
            for _ in 0..<count {
                let pieces = AsyncStream { pieces in
                    for start in stride(from: 0, to: bytes.count, by: 1 << 16) {
                        pieces.yield(bytes[start..<min(start + 1 << 16, bytes.count)])
                    }
                    pieces.finish()
                }
                try await bucket.upload(filename: Self.name, from: pieces)
            }
            return count * Self.mebibytes
        }
    }

    /// Reads the file.
    func download(_ count: Int) async throws -> Measurement {
        let filter: BSONDocument = ["filename": .string(Self.name)]
        let found = try await files.findOne(filter) { reader in try GridFSFile(from: &reader) }
        guard let found else {
            throw WorkloadError(reason: "there is no file: run gridfs-up first")
        }
        return try await .of {
            for _ in 0..<count {
                var size = 0
                for try await bytes in bucket.download(found) { size += bytes.count }
                try WorkloadError.check(size == Self.size, "the file has another length")
            }
            return count * Self.mebibytes
        }
    }
}
