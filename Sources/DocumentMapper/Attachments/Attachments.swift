import BSON
public import MongoClient

import struct FoundationEssentials.Date

/// The files of a model's documents.
///
/// They lie in a bucket of the collection's name: `posts.files` and `posts.chunks` for
/// `posts`. A file is either loose or attached. It is loose from its upload on; saving
/// a document that refers to it attaches it, and saving without it or deleting the
/// document makes it loose again, in the same transaction as the save or the deletion.
/// So a file is attached exactly while its document refers to it, whatever fails or
/// ends in between, and what is loose may go: at once after a save or a deletion, and
/// after a time of grace in ``sweep(olderThan:checkingOwners:)``.
///
/// That holds for what is written through ``Documents``. Whoever writes documents past
/// them, or has the server expire them, leaves files that are attached to nothing; a
/// sweep finds those when told to.
///
/// It remembers that the bucket has its indexes, so whoever stores many files keeps it.
public struct Attachments<Model: Document>: Sendable {
    let collection: MongoCollection

    /// The bucket, for what only GridFS can say.
    ///
    /// What is stored or deleted through it follows no document.
    public let bucket: GridFSBucket

    init(collection: MongoCollection) {
        self.collection = collection
        var bucket = collection.database.bucket(collection.name)
        bucket.fileIndexes.append([
            "key": ["metadata.loose": 1], "name": "metadata.loose_1", "sparse": true,
        ])
        self.bucket = bucket
    }

    /// Stores the bytes of a sequence as a file, which is to be attached.
    ///
    /// It is loose until a document that refers to it is saved.
    ///
    /// - Throws: `MongoError`, `CancellationError` or what the sequence throws; nothing
    ///   stays behind then.
    nonisolated(nonsending) public func store<Pieces: AsyncSequence>(
        name: String, contentType: String, from pieces: Pieces
    ) async throws -> Attachment where Pieces.Element: Collection<UInt8> {
        try await store(name: name, contentType: contentType) { upload in
            for try await piece in pieces { try await upload.append(piece) }
        }
    }

    /// Stores what a closure writes as a file, which is to be attached.
    ///
    /// It is loose until a document that refers to it is saved.
    ///
    /// - Throws: `MongoError`, `CancellationError` or what the closure throws; nothing
    ///   stays behind then.
    nonisolated(nonsending) public func store(
        name: String, contentType: String,
        _ write: nonisolated(nonsending) (GridFSUpload) async throws -> Void
    ) async throws -> Attachment {
        let id = ObjectID()
        let mark: BSONDocument = [
            "contentType": .string(contentType), "loose": .date(.now),
        ]
        let file = try await bucket.upload(
            filename: name, id: id, metadata: mark, hashing: true, write)
        return Attachment(
            id: id, name: name, contentType: contentType, length: file.length,
            sha256: file.sha256 ?? "",
            // As it is read back.
            uploadedAt: Date(bsonMilliseconds: file.uploadDate.bsonMilliseconds))
    }

    /// Stores a file and lends it to a closure that attaches it.
    ///
    ///     try await posts.attachments.storing(
    ///         name: "ink.png", contentType: "image/png", from: pieces
    ///     ) { cover in
    ///         post.cover = cover
    ///         try await posts.save(&post)
    ///     }
    ///
    /// If the closure throws, the file is deleted at once, unless a document was saved
    /// with it.
    ///
    /// - Throws: What storing or the closure throws.
    nonisolated(nonsending) public func storing<Pieces: AsyncSequence, Value>(
        name: String, contentType: String, from pieces: Pieces,
        _ attach: nonisolated(nonsending) (Attachment) async throws -> Value
    ) async throws -> Value where Pieces.Element: Collection<UInt8> {
        let attachment = try await store(name: name, contentType: contentType, from: pieces)
        do {
            return try await attach(attachment)
        } catch {
            await FileMarks(bucket).remove([attachment.id])
            throw error
        }
    }

    /// Returns the bytes of a file, or of a part of it, a chunk at a time.
    ///
    /// Of a part, only the chunks that hold it are fetched. A whole file is compared
    /// with its digest. Iterating throws `MongoError` with `.fileNotFound` if the
    /// document has been saved without the file, or deleted, since it was loaded.
    public func open(_ attachment: Attachment, range: Range<Int64>? = nil) -> GridFSDownload {
        bucket.download(id: attachment.id, range: range)
    }
}
