import BSON

/// The bytes of a stored file, or of a part of it, a chunk at a time.
///
/// Every chunk is checked against what the file says of itself, so that a damaged
/// file is an error rather than wrong bytes.
public struct GridFSDownload: AsyncSequence, Sendable {
    let file: GridFSFile
    let range: Range<Int64>
    let chunks: MongoCollection

    /// Starts reading at the beginning of the range.
    public func makeAsyncIterator() -> Iterator {
        Iterator(self)
    }

    /// The chunks that hold the range.
    private var indices: Range<Int64> {
        let size = Int64(file.chunkSize)
        guard !range.isEmpty else { return 0..<0 }
        return range.lowerBound / size..<(range.upperBound - 1) / size + 1
    }

    /// Fetches chunks, and cuts what lies outside of the range.
    private func fetch(_ indices: Range<Int64>) async throws -> [[UInt8]] {
        let options = FindOptions(sort: ["n": 1], limit: indices.count)
        let filter: BSONDocument = [
            "files_id": .objectID(file.id),
            "n": ["$gte": .int64(indices.lowerBound), "$lt": .int64(indices.upperBound)],
        ]
        let found = try await chunks.find(filter, options: options) { reader in
            (
                index: try reader.require("n", as: Int64.self),
                bytes: try reader.require("data", as: BSONBinary.self).bytes
            )
        }.all()
        guard found.map(\.index) == Array(indices) else { throw damage("chunks are missing") }
        return try found.map { index, bytes in
            guard bytes.count == file.size(ofChunk: index) else {
                throw damage("a chunk has the wrong size")
            }
            let wanted = range.clamped(
                to: index * Int64(file.chunkSize)..<(index + 1) * Int64(file.chunkSize))
            guard wanted.count < bytes.count else { return bytes }
            let start = Int(wanted.lowerBound - index * Int64(file.chunkSize))
            return Array(bytes[start..<start + wanted.count])
        }
    }

    /// Refuses a range that does not lie in the file.
    private func checkRange() throws(MongoError) {
        guard range.lowerBound >= 0, range.upperBound <= file.length else {
            throw MongoError(
                .invalidRequest, "The range does not lie in the file.", operation: operation)
        }
    }

    private func damage(_ reason: String) -> MongoError {
        MongoError(.corruptFile, "The file is damaged: \(reason).", operation: operation)
    }

    private var operation: String { "download \(chunks.database.name).\(chunks.name)" }

    /// Walks over the bytes.
    public struct Iterator: AsyncIteratorProtocol {
        /// Bytes to fetch at a time.
        private static let windowSize = 2 << 20

        private let download: GridFSDownload
        private var rest: Range<Int64>
        private var window: IndexingIterator<[[UInt8]]> = [].makeIterator()

        init(_ download: GridFSDownload) {
            self.download = download
            rest = download.indices
        }

        /// Returns the bytes of the next chunk, `nil` after the last.
        ///
        /// - Throws: ``MongoError`` if the server could not be reached, the range
        ///   does not lie in the file, or the file is damaged.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> [UInt8]? {
            if let bytes = window.next() { return bytes }
            try download.checkRange()
            // Very small chunks cost more than their bytes.
            let count = Swift.max(1, Swift.min(256, Self.windowSize / download.file.chunkSize))
            let indices = rest.prefix(count)
            guard !indices.isEmpty else { return nil }
            window = try await download.fetch(indices).makeIterator()
            rest = rest.dropFirst(count)
            return window.next()
        }
    }
}
