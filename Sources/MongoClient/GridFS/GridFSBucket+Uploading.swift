public import BSON

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
    nonisolated(nonsending) public func upload<Pieces: AsyncSequence>(
        filename: String, id: some BSONEncodable = ObjectID(), metadata: BSONDocument? = nil,
        chunkSize: Int? = nil, hashing: Bool = false, from pieces: Pieces
    ) async throws -> GridFSFile where Pieces.Element: Collection<UInt8> {
        try await upload(
            filename: filename, id: id, metadata: metadata, chunkSize: chunkSize, hashing: hashing
        ) { upload in
            for try await piece in pieces { try await upload.append(piece) }
        }
    }

    /// Stores what a closure writes as a file.
    ///
    ///     let file = try await bucket.upload(filename: "words.txt") { upload in
    ///         for word in words { try await upload.append(word.utf8) }
    ///     }
    ///
    /// The file can be seen once the closure has returned. If it throws, what was
    /// written is deleted again.
    ///
    /// - Throws: ``MongoError``, `CancellationError` or what the closure throws.
    @discardableResult
    nonisolated(nonsending) public func upload(
        filename: String, id: some BSONEncodable = ObjectID(), metadata: BSONDocument? = nil,
        chunkSize: Int? = nil, hashing: Bool = false,
        _ write: nonisolated(nonsending) (GridFSUpload) async throws -> Void
    ) async throws -> GridFSFile {
        let upload = try await startUpload(
            filename: filename, id: id, metadata: metadata, chunkSize: chunkSize, hashing: hashing)
        do {
            try await write(upload)
            return try await upload.finish()
        } catch {
            await upload.abort()
            throw error
        }
    }

    /// Begins a file, for writing that is not one loop or one closure.
    ///
    /// A larger `chunkSize` makes a large file a little faster, and each part of it
    /// that is read a little slower. `hashing` stores the SHA-256 digest of the bytes,
    /// which a download of the whole is then compared with; without it, the file is what
    /// the specification says and no more.
    ///
    /// - Throws: ``MongoError`` if the server could not be reached, or no chunk can
    ///   have that size.
    nonisolated(nonsending) public func startUpload(
        filename: String, id: some BSONEncodable = ObjectID(), metadata: BSONDocument? = nil,
        chunkSize: Int? = nil, hashing: Bool = false
    ) async throws -> GridFSUpload {
        let chunkSize = chunkSize ?? self.chunkSize
        guard chunkSize > 0, chunkSize <= GridFSBatch.maximumChunkSize else {
            throw MongoError(
                .invalidRequest, "No chunk can have this size.",
                operation: "upload \(database.name).\(name)")
        }
        let id = try identifier(id)
        try await indexes.ensure(in: self)
        return GridFSUpload(
            to: self, id: id, filename: filename, metadata: metadata, chunkSize: chunkSize,
            hasher: hashing ? ContentHasher() : nil)
    }
}
