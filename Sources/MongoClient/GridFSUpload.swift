import BSON
import Logging

/// Cuts bytes into chunks and sends them in batches.
///
/// One batch is filled while the one before it is on its way.
struct GridFSUpload {
    /// The number of chunks in a batch: two megabytes, which is enough to be fast,
    /// and lies in memory four times, in two batches and the driver's copies.
    private static let batchCount = 8

    let chunkSize = GridFSFile.standardChunkSize

    /// The number of bytes so far.
    private(set) var length: Int64 = 0

    private let id: ObjectID
    private let chunks: MongoCollection
    private var chunk: [UInt8] = []
    private var batch = BSONWriter()
    private var count = 0
    private var written: [ObjectID] = []
    private var sending: Task<Void, any Error>?

    init(id: ObjectID, chunks: MongoCollection) {
        self.id = id
        self.chunks = chunks
        chunk.reserveCapacity(chunkSize)
    }

    /// Takes bytes, and waits while as many as fit are on their way.
    ///
    /// - Throws: ``MongoError`` if the server refused a chunk or could not be reached.
    mutating func append(_ bytes: some Collection<UInt8>) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(chunkSize - chunk.count)
            chunk.append(contentsOf: part)
            rest = rest.dropFirst(part.count)
            length += Int64(part.count)
            if chunk.count == chunkSize { try await endChunk() }
        }
    }

    /// Sends what is left, and waits until all of it is stored.
    ///
    /// - Throws: ``MongoError`` if the server refused a chunk or could not be reached.
    mutating func finish() async throws {
        if !chunk.isEmpty { try await endChunk() }
        if count > 0 { try await send() }
        try await settle()
    }

    /// Deletes what was stored, also when the task is cancelled.
    ///
    /// It deletes by the identifiers of the chunks themselves: another file may have
    /// the identifier that this one was meant to have.
    mutating func discard(file files: MongoCollection? = nil) async {
        try? await settle()
        let (id, chunks, written) = (id, chunks, written)
        // A task of its own is not cancelled.
        await Task {
            do {
                try await files?.deleteOne(["_id": .objectID(id)])
                let identifiers = BSONArray(written.map { .objectID($0) })
                try await chunks.deleteMany(["_id": ["$in": .array(identifiers)]])
            } catch {
                chunks.database.pool.logger.warning(
                    "Chunks of a failed upload are left behind",
                    metadata: ["file": "\(id)", "error": "\(error)"])
            }
        }.value
    }

    private mutating func endChunk() async throws {
        if count == 0 { batch.document { $0.append("ordered", true) } }
        let chunkID = ObjectID()
        batch.document { writer in
            writer.append("_id", chunkID)
            writer.append("files_id", id)
            writer.append("n", Int32(clamping: written.count))
            writer.append("data", BSONBinary(chunk))
        }
        written.append(chunkID)
        chunk.removeAll(keepingCapacity: true)
        count += 1
        if count == Self.batchCount { try await send() }
    }

    private mutating func send() async throws {
        try await settle()
        let (chunks, batch) = (chunks, batch)
        sending = Task { try await chunks.insert(batch) }
        self.batch = BSONWriter(capacity: (chunkSize + 128) * Self.batchCount)
        count = 0
    }

    /// Waits for the batch that is on its way.
    private mutating func settle() async throws {
        try await sending?.value
        sending = nil
    }
}
