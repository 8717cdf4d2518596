package import BSON

/// Files in a database, cut into chunks, as the GridFS specification lays them out.
///
/// It lies on plain collections, `fs.files` and `fs.chunks` for the bucket `fs`, so
/// that any other driver reads and writes the same files.
///
///     let bucket = database.bucket("pictures")
///     let file = try await bucket.upload(filename: "ink.png", from: pieces)
///     for try await bytes in bucket.download(file, range: 0..<1024) {
///         print(bytes.count)
///     }
///
/// Its concerns and its session are those of the database that it was made from.
public struct GridFSBucket: Sendable {
    /// The name, with which those of its collections begin.
    public let name: String

    var database: MongoDatabase

    /// The number of bytes in each chunk of a file, unless its upload says otherwise.
    let chunkSize: Int

    /// Indexes of the files' documents beside that of the specification.
    package var fileIndexes: [BSONDocument] = []

    /// Remembers that the indexes are there, for this bucket and its copies.
    let indexes = GridFSIndexes()

    /// One document for each file.
    package var files: MongoCollection { database.collection("\(name).files") }

    /// The bytes, one document for each chunk of a file.
    package var chunks: MongoCollection { database.collection("\(name).chunks") }

    /// Creates the indexes that files need, and leaves them if they exist.
    ///
    /// The first upload does it for an empty bucket, so that only a bucket which
    /// lost its indexes needs it.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func createIndexes() async throws(MongoError) {
        try await files.createIndexes(
            [
                [
                    "key": ["filename": 1, "uploadDate": 1],
                    "name": "filename_1_uploadDate_1",
                ]
            ] + fileIndexes)
        try await chunks.createIndexes([
            ["key": ["files_id": 1, "n": 1], "name": "files_id_1_n_1", "unique": true]
        ])
    }

    /// Deletes all files, with the collections and their indexes.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func drop() async throws(MongoError) {
        try await files.drop()
        try await chunks.drop()
        indexes.forget()
    }
}
