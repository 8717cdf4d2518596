import BSON

/// Chunks of a file that are fetched with one query.
struct GridFSWindow: Sendable {
    let file: GridFSFile

    /// The part of the file that is wanted, in this window and others.
    let range: Range<Int64>

    /// The numbers of the chunks.
    let indices: Range<Int64>

    /// Fetches the chunks, and cuts what lies outside of the range.
    ///
    /// - Throws: ``MongoError`` if the server could not be reached or the file is
    ///   damaged, and `BSONError` if a chunk's document is wrong.
    func fetch(_ download: GridFSDownload) async throws -> [[UInt8]] {
        // At the end of the file, one more is asked for, which should not be there.
        let reachesEnd = indices.upperBound == file.chunkCount
        let options = FindOptions(sort: ["n": 1], limit: indices.count + (reachesEnd ? 1 : 0))
        var bounds: BSONDocument = ["$gte": .int64(indices.lowerBound)]
        if !reachesEnd { bounds.append("$lt", indices.upperBound) }
        let filter: BSONDocument = [
            "files_id": GridFSBucket.matching(file.id), "n": .document(bounds),
        ]
        let found = try await download.bucket.chunks.find(filter, options: options) { reader in
            (
                index: try reader.require("n", as: Int64.self),
                bytes: try reader.require("data", as: BSONBinary.self).bytes
            )
        }.all()
        guard found.map(\.index).starts(with: indices) else {
            throw download.failure(.chunkIsMissing, "A chunk of the file is missing.")
        }
        // As other drivers do, an empty one is let pass.
        guard found.dropFirst(indices.count).allSatisfy(\.bytes.isEmpty) else {
            throw download.failure(.extraChunk, "There is a chunk beyond the end of the file.")
        }
        return try found.prefix(indices.count).map { index, bytes in
            guard bytes.count == file.size(ofChunk: index) else {
                throw download.failure(.chunkIsWrongSize, "A chunk of the file has a wrong size.")
            }
            return cut(bytes, ofChunk: index)
        }
    }

    private func cut(_ bytes: [UInt8], ofChunk index: Int64) -> [UInt8] {
        let start = index * Int64(file.chunkSize)
        let wanted = range.clamped(to: start..<start + Int64(bytes.count))
        guard wanted.count < bytes.count else { return bytes }
        return Array(bytes[Int(wanted.lowerBound - start)..<Int(wanted.upperBound - start)])
    }
}
