import BSON

/// The bytes of a stored file, or of a part of it, a chunk at a time.
///
/// Every chunk is checked against what the file says of itself, and a whole file
/// against its digest, so that a damaged file is an error rather than wrong bytes.
public struct GridFSDownload: AsyncSequence, Sendable {
    /// What is to be read.
    enum Source: Sendable {
        case file(GridFSFile)
        case id(Result<BSONValue, MongoError>)
        case name(String, revision: Int)
    }

    let bucket: GridFSBucket
    let source: Source
    let range: Range<Int64>?

    /// Returns what is known of the file that is read.
    ///
    /// - Throws: ``MongoError`` with ``MongoError/Code/fileNotFound`` if there is
    ///   none, or if the server could not be reached.
    public func file() async throws -> GridFSFile {
        let file: GridFSFile? =
            switch source {
            case .file(let file): file
            case .id(let id): try await bucket.file(id.get())
            case .name(let name, let revision):
                try await bucket.file(named: name, revision: revision)
            }
        guard let file else { throw failure(.fileNotFound, "There is no such file.") }
        return file
    }

    /// Returns all of the bytes, which should be few enough for memory.
    ///
    /// - Throws: ``MongoError`` as iterating does, and if they are more than `limit`.
    public func collect(limit: Int = 64 << 20) async throws -> [UInt8] {
        let file = try await file()
        let count = (range ?? 0..<file.length).count
        guard count <= limit else {
            throw failure(.invalidRequest, "The file is larger than the limit.")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for try await chunk in bucket.download(file, range: range) { bytes += chunk }
        return bytes
    }

    /// Starts reading at the beginning of the range.
    public func makeAsyncIterator() -> Iterator {
        Iterator(reader: GridFSReader(self))
    }

    func failure(_ code: MongoError.Code, _ reason: String) -> MongoError {
        MongoError(code, reason, operation: "download \(bucket.database.name).\(bucket.name)")
    }

    /// Walks over the bytes.
    public struct Iterator: AsyncIteratorProtocol {
        let reader: GridFSReader

        /// Returns the bytes of the next chunk, `nil` after the last.
        ///
        /// - Throws: ``MongoError`` if there is no such file, the server could not be
        ///   reached, the range does not lie in the file, or the file is damaged.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> [UInt8]? {
            try await reader.next()
        }
    }
}
