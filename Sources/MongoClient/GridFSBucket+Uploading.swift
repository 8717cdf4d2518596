public import BSON

import struct FoundationEssentials.Date

extension GridFSBucket {
    /// Stores the bytes of a sequence as a file.
    ///
    /// The file can be seen once it is complete. If the sequence or the server fails,
    /// or the task is cancelled, what was written is deleted again. Memory is
    /// bounded whatever the length: the sequence is asked for more only as fast as
    /// the server takes it.
    ///
    /// - Throws: ``MongoError``, `CancellationError` or what the sequence throws.
    @discardableResult
    public func upload<Pieces: AsyncSequence>(
        filename: String, metadata: BSONDocument? = nil, from pieces: Pieces,
        id: ObjectID = ObjectID()
    ) async throws -> GridFSFile where Pieces.Element: Collection<UInt8> {
        var upload = GridFSUpload(id: id, chunks: chunks)
        do {
            for try await piece in pieces {
                try Task.checkCancellation()
                try await upload.append(piece)
            }
            try await upload.finish()
        } catch {
            await upload.discard()
            throw error
        }
        let file = GridFSFile(
            id: id, length: upload.length, chunkSize: upload.chunkSize, uploadDate: .now,
            filename: filename, metadata: metadata)
        do {
            try await files.insert(encoding: [file])
        } catch {
            // Unless another file has this identifier, ours may have been stored
            // though we were not told: it must not outlive its chunks.
            await upload.discard(file: error.code == .duplicateKey ? nil : files)
            throw error
        }
        return file
    }
}
