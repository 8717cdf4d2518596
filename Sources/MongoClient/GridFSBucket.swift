public import BSON

/// Files in a database, cut into chunks, as the GridFS specification lays them out.
///
/// It lies on plain collections, `fs.files` and `fs.chunks` for the bucket `fs`, so
/// that any other driver reads and writes the same files.
public struct GridFSBucket: Sendable {
    /// The name, with which those of its collections begin.
    public let name: String

    let database: MongoDatabase

    /// One document for each file.
    var files: MongoCollection { database.collection("\(name).files") }

    /// The bytes, one document for each chunk of a file.
    var chunks: MongoCollection { database.collection("\(name).chunks") }

    /// Creates the two indexes that files need; to be run once for a bucket.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func createIndexes() async throws(MongoError) {
        try await files.createIndexes([
            [
                "key": ["filename": 1, "uploadDate": 1],
                "name": "filename_1_uploadDate_1",
            ]
        ])
        try await chunks.createIndexes([
            ["key": ["files_id": 1, "n": 1], "name": "files_id_1_n_1", "unique": true]
        ])
    }

    /// Returns what is known of a file, `nil` if there is none.
    ///
    /// - Throws: ``MongoError``, or `BSONError` if the file's document is wrong.
    public func file(_ id: ObjectID) async throws -> GridFSFile? {
        try await files.findOne(["_id": .objectID(id)]) { try GridFSFile(from: &$0) }
    }

    /// Deletes a file.
    ///
    /// The file goes before its chunks, so that nobody finds one without bytes. Once
    /// begun, the deletion is finished even if the task is cancelled: nobody would
    /// find the chunks that are left.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the task was cancelled before.
    /// - Returns: Whether there was one.
    @discardableResult
    public func delete(_ id: ObjectID) async throws(MongoError) -> Bool {
        guard !Task.isCancelled else { throw .cancelled("delete \(database.name).\(files.name)") }
        // A task of its own is not cancelled.
        let deletion = Task { () -> Result<Bool, MongoError> in
            do throws(MongoError) {
                let deleted = try await files.deleteOne(["_id": .objectID(id)])
                try await chunks.deleteMany(["files_id": .objectID(id)])
                return .success(deleted > 0)
            } catch {
                return .failure(error)
            }
        }
        return try await deletion.value.get()
    }

    /// Returns the bytes of a file, or of a part of it, a chunk at a time.
    ///
    /// It fetches a few megabytes at a time and holds no connection in between, so
    /// a slow reader takes nothing from others.
    public func download(
        _ file: GridFSFile, range: Range<Int64>? = nil
    ) -> GridFSDownload {
        GridFSDownload(file: file, range: range ?? 0..<file.length, chunks: chunks)
    }
}
