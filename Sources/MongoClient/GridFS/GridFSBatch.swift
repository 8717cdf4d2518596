import BSON

/// Chunks of a file that travel in one message.
///
/// A chunk's document is begun before its size is known, and told when it ends. So
/// every byte is copied once, from where the caller has it to the message.
struct GridFSBatch {
    /// The bytes of a message: four chunks of the standard size with their keys.
    ///
    /// Larger messages are hardly faster, but lie in memory several times over: in the
    /// batches on their way, in the one being filled and in the driver's copies.
    private static let size = 1 << 20

    /// What a chunk's keys take beside its bytes, unless its file's identifier is
    /// uncommonly long.
    private static let keysSize = 128

    /// The most bytes that a chunk may hold: no document is larger than 16 MiB.
    static let maximumChunkSize = 16 << 20 - 16 << 10

    /// The options of the insertion, and a document for each chunk.
    private(set) var bytes: [UInt8] = []

    /// The identifiers of the chunks.
    private(set) var chunkIDs: [ObjectID] = []

    /// The number of bytes of the file until the end of the batch.
    private(set) var length: Int64 = 0

    private let fileID: BSONValue
    private let chunkSize: Int

    /// Where the document and the bytes of the chunk that is not full begin.
    private var open: (document: Int, data: Int)?

    init(fileID: BSONValue, chunkSize: Int) {
        self.fileID = fileID
        self.chunkSize = chunkSize
    }

    /// Whether no chunk was begun.
    var isEmpty: Bool { chunkIDs.isEmpty }

    /// Whether it is better sent than filled further.
    var isFull: Bool {
        open == nil && bytes.count + chunkSize + Self.keysSize > Self.size && !isEmpty
    }

    /// How many bytes the chunk still takes.
    private var room: Int { open.map { chunkSize - (bytes.count - $0.data) } ?? chunkSize }

    /// Copies bytes into the chunk, beginning another when one is full.
    ///
    /// - Returns: How many it took: all, or as many as fill the chunk.
    /// - Throws: `BSONError` if BSON cannot hold the identifier of the file.
    mutating func append(
        _ piece: some Collection<UInt8>, hashing hasher: ContentHasher?
    ) throws(BSONError) -> Int {
        if open == nil { try begin() }
        let part = piece.prefix(room)
        bytes.append(contentsOf: part)
        if room == 0 { end(hashing: hasher) }
        return part.count
    }

    /// Ends the chunk, if one is begun.
    mutating func end(hashing hasher: ContentHasher?) {
        guard let chunk = open else { return }
        hasher?.update(bytes.span.extracting(chunk.data...))
        let count = bytes.count - chunk.data
        length += Int64(count)
        bytes.append(0)
        // Of a binary, the length and the subtype stand before the bytes.
        patch(count, at: chunk.data - 5)
        patch(bytes.count - chunk.document, at: chunk.document)
        open = nil
    }

    /// Gives the documents away, and goes on with the chunk that follows.
    ///
    /// - Returns: The identifiers of the chunks.
    mutating func send(through buffers: GridFSBuffers) -> [ObjectID] {
        buffers.send(&bytes)
        defer { chunkIDs = [] }
        return chunkIDs
    }

    private mutating func begin() throws(BSONError) {
        var writer = BSONWriter()
        if bytes.isEmpty {
            bytes.reserveCapacity(max(Self.size, chunkSize + Self.keysSize))
            writer.document { $0.append("ordered", true) }
        }
        let id = ObjectID()
        let start = bytes.count + writer.bytes.count
        writer.document { writer in
            writer.append("_id", id)
            writer.append("files_id", fileID)
            writer.append("n", Int32(clamping: length / Int64(chunkSize)))
            writer.append("data", BSONBinary([]))
        }
        bytes += try writer.finish().dropLast()
        open = (document: start, data: bytes.count)
        chunkIDs.append(id)
    }

    /// Writes a 32-bit number over the one that stands there.
    private mutating func patch(_ number: Int, at offset: Int) {
        let number = UInt32(truncatingIfNeeded: number)
        for index in 0..<4 {
            bytes[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
        }
    }
}
