import DocumentMapper
import Measuring
import MongoClient

/// The workloads over files; what is counted is mebibytes.
struct StoredFiles {
    private static let mebibytes = 50
    private static let name = "blob"

    /// Two mebibytes, which a file repeats: its bytes are never in memory as a whole.
    private static let pattern = (0..<(2 << 20)).map {
        UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13)
    }

    private let bucket: GridFSBucket

    init(in client: MongoClient) {
        bucket = client.database("inkstone_benchmarks").bucket()
    }

    /// Stores a file of 50 MiB a number of times.
    func upload(_ count: Int) async throws -> Measurement {
        try await prepare()
        return try await .of {
            for _ in 0..<count { try await store(Self.mebibytes) }
            return count * Self.mebibytes
        }
    }

    /// Reads that file a number of times.
    func download(_ count: Int) async throws -> Measurement {
        let file = try await stored()
        return try await .of {
            for _ in 0..<count { try await read(file) }
            return count * Self.mebibytes
        }
    }

    /// Stores one file of so many mebibytes, an even number.
    func uploadOne(_ mebibytes: Int) async throws -> Measurement {
        try await prepare()
        return try await .of {
            try await store(mebibytes)
            return mebibytes
        }
    }

    /// Reads one file of so many mebibytes.
    func downloadOne(_ mebibytes: Int) async throws -> Measurement {
        let file = try await stored()
        try WorkloadError.check(
            file.length == Int64(mebibytes) << 20, "run stream-up with the same size first")
        return try await .of {
            try await read(file)
            return mebibytes
        }
    }

    private func prepare() async throws {
        try await bucket.drop()
    }

    private func stored() async throws -> GridFSFile {
        guard let file = try await bucket.file(named: Self.name) else {
            throw WorkloadError(reason: "there is no file: upload one first")
        }
        return file
    }

    /// Stores a file in pieces such as a request brings.
    private func store(_ mebibytes: Int) async throws {
        try await bucket.upload(filename: Self.name) { upload in
            for _ in 0..<(mebibytes / 2) {
                for start in stride(from: 0, to: Self.pattern.count, by: 1 << 16) {
                    try await upload.append(Self.pattern[start..<(start + 1 << 16)])
                }
            }
        }
    }

    private func read(_ file: GridFSFile) async throws {
        var size: Int64 = 0
        for try await bytes in bucket.download(file) { size += Int64(bytes.count) }
        try WorkloadError.check(size == file.length, "the file has another length")
    }
}
