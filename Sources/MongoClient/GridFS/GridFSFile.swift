public import BSON

public import struct FoundationEssentials.Date

/// What a bucket knows of a file.
public struct GridFSFile: Hashable, Sendable, Identifiable {
    /// The size of the chunks that are written here: 255 KiB, so that a chunk with
    /// its keys stays below a power of two.
    public static let standardChunkSize = 255 * 1024

    /// What the chunks say they belong to; mostly an `ObjectID`.
    public let id: BSONValue

    /// The number of bytes.
    public let length: Int64

    /// The number of bytes in every chunk but the last.
    public let chunkSize: Int

    /// When the upload ended.
    public let uploadDate: Date

    /// The name, which need not be unique.
    public let filename: String

    /// The SHA-256 digest of the bytes, in hexadecimal digits.
    ///
    /// It is a field of its own beside those of the specification, as `md5` was;
    /// files of other drivers have none.
    public let sha256: String?

    /// What the application stores with the file.
    public let metadata: BSONDocument?

    /// The number of chunks.
    var chunkCount: Int64 {
        length / Int64(chunkSize) + (length % Int64(chunkSize) == 0 ? 0 : 1)
    }

    /// Returns the number of bytes that a chunk must hold.
    func size(ofChunk index: Int64) -> Int {
        Int(min(Int64(chunkSize), length - index * Int64(chunkSize)))
    }
}

extension GridFSFile: BSONCodable {
    /// Reads a file's document.
    ///
    /// - Throws: `BSONError` if a field is missing, or its sizes are such as no file
    ///   can have.
    public init(from reader: inout BSONReader) throws(BSONError) {
        id = try reader.require("_id")
        length = try reader.require("length")
        chunkSize = try reader.require("chunkSize")
        uploadDate = try reader.require("uploadDate")
        filename = try reader.value("filename") ?? ""
        sha256 = try reader.value("sha256", as: BSONValue.self)?.string
        metadata = try reader.value("metadata")
        guard length >= 0 else {
            throw BSONError(.unexpectedValue(expected: "length"), path: "length")
        }
        // No document is larger than 16 MiB, and the chunks are counted in 32 bits.
        guard chunkSize > 0, chunkSize <= 16 << 20, chunkCount <= Int32.max else {
            throw BSONError(.unexpectedValue(expected: "chunk size"), path: "chunkSize")
        }
    }

    /// Writes the file's document.
    public func write(to writer: inout BSONWriter) {
        writer.document { writer in
            writer.append("_id", id)
            writer.append("length", length)
            writer.append("chunkSize", Int32(clamping: chunkSize))
            writer.append("uploadDate", uploadDate)
            writer.append("filename", filename)
            writer.append("sha256", sha256)
            writer.append("metadata", metadata)
        }
    }
}
