public import BSON
import Logging

import struct FoundationEssentials.Date

/// A file that is being written.
///
///     let upload = try await bucket.startUpload(filename: "words.txt")
///     try await upload.append("ink".utf8)
///     let file = try await upload.finish()
///
/// Nobody sees the file before ``finish()`` has returned. One that is dropped without
/// it is deleted again, as if by ``abort()``.
///
/// Bytes travel in batches of chunks: while one is filled, three are on their way, so
/// that neither side waits for the other.
public final class GridFSUpload {
    /// How many batches may be on their way.
    private static let maximumInFlight = 3

    /// What tells the file from all others.
    public let id: BSONValue

    /// The number of bytes in every chunk but the last.
    public let chunkSize: Int

    /// The number of bytes so far.
    public private(set) var length: Int64 = 0

    private let bucket: GridFSBucket
    private let filename: String
    private let metadata: BSONDocument?
    private let hasher: ContentHasher?
    private var batch: GridFSBatch
    private let buffers = GridFSBuffers()

    /// The batches on their way.
    private var inFlight: [Task<Void, any Error>] = []

    /// The identifiers of the chunks that were sent.
    private var sent: [ObjectID] = []

    private var batchCount = 0

    /// Whether it can no longer be written to.
    private var isClosed = false

    init(
        to bucket: GridFSBucket, id: BSONValue, filename: String, metadata: BSONDocument?,
        chunkSize: Int, hasher: ContentHasher?
    ) {
        self.bucket = bucket
        self.id = id
        self.filename = filename
        self.metadata = metadata
        self.chunkSize = chunkSize
        self.hasher = hasher
        batch = GridFSBatch(fileID: id, chunkSize: chunkSize)
    }

    deinit {
        guard !isClosed else { return }
        let remains = remains
        Task { await remains.discard() }
    }

    /// Takes bytes, and waits while as many as fit are on their way.
    ///
    /// - Throws: ``MongoError`` if the server refused a chunk or could not be reached,
    ///   or the file is finished; `CancellationError` if the task was cancelled.
    nonisolated(nonsending) public func append(_ bytes: some Collection<UInt8>) async throws {
        try checkOpen()
        try Task.checkCancellation()
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try batch.append(rest, hashing: hasher)
            length += Int64(count)
            rest = rest.dropFirst(count)
            if batch.isFull { try await send() }
        }
    }

    /// Sends what is left, waits until all of it is stored, and stores the file.
    ///
    /// - Throws: ``MongoError`` if the server refused it or could not be reached; then
    ///   the file is still to be aborted.
    nonisolated(nonsending) public func finish() async throws -> GridFSFile {
        try checkOpen()
        try Task.checkCancellation()
        batch.end(hashing: hasher)
        if !batch.isEmpty { try await send() }
        while !inFlight.isEmpty { try await inFlight.removeFirst().value }
        let file = GridFSFile(
            id: id, length: length, chunkSize: chunkSize, uploadDate: .now, filename: filename,
            sha256: hasher?.finish(), metadata: metadata)
        isClosed = true
        do {
            try await bucket.files.insert(encoding: [file])
            if batchCount > 1 { try await checkChunks(of: file) }
        } catch {
            // Unless another file has this identifier, ours may have been stored
            // though we were not told: it must not outlive its chunks.
            var remains = remains
            remains.hasFile = !(MongoError.Code.duplicateKey ~= error)
            await remains.discard()
            throw error
        }
        return file
    }

    /// Gives the file up, and deletes what was stored of it.
    ///
    /// It does so also when the task is cancelled. After ``finish()`` it does nothing.
    nonisolated(nonsending) public func abort() async {
        guard !isClosed else { return }
        isClosed = true
        await remains.discard()
    }

    /// Counts the chunks, the first of which may have been sent long ago.
    ///
    /// A sweep takes those of an upload that pauses for too long for left behind.
    nonisolated(nonsending) private func checkChunks(of file: GridFSFile) async throws {
        let count = try await bucket.chunks.count(["files_id": ["$eq": id]])
        guard Int64(count) == file.chunkCount else {
            throw MongoError(
                .chunkIsMissing, "Chunks of the file were deleted while it was written.",
                operation: "upload \(bucket.database.name).\(bucket.name)")
        }
    }

    private var remains: GridFSRemains {
        GridFSRemains(bucket: bucket, fileID: id, chunkIDs: sent, inFlight: inFlight)
    }

    private func checkOpen() throws(MongoError) {
        guard !isClosed else {
            throw MongoError(
                .invalidRequest, "The file is finished or given up.",
                operation: "upload \(bucket.database.name).\(bucket.name)")
        }
    }

    nonisolated(nonsending) private func send() async throws {
        if inFlight.count == Self.maximumInFlight { try await inFlight.removeFirst().value }
        sent += batch.send(through: buffers)
        batchCount += 1
        let (buffers, chunks) = (buffers, bucket.chunks)
        let task = Task {
            var bytes = buffers.next()
            try await chunks.insert(bytes)
            buffers.reuse(&bytes)
        }
        inFlight.append(task)
    }
}
