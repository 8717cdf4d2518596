import BSON
import FoundationEssentials
import MongoClient

/// What the files of a bucket say of the documents that they belong to.
///
/// A file that is attached has an owner; one that is loose has the time since when.
struct FileMarks: Sendable {
    private let bucket: GridFSBucket

    init(_ bucket: GridFSBucket) {
        self.bucket = bucket
    }

    /// Refuses files that cannot be attached to a document, before anything is changed: the
    /// transaction may be a caller's, who goes on with it.
    ///
    /// - Throws: `MongoError` if one is gone or belongs to another document.
    func check(_ change: FileChange) async throws {
        guard !change.gained.isEmpty else { return }
        let count = try await bucket.files.count(Self.attachable(change.gained, to: change.owner))
        guard count == change.gained.count else { throw unattachable }
    }

    /// Loosens the files that a document loses, and attaches those that it gains.
    ///
    /// - Throws: `MongoError` if one is gone or belongs to another document.
    func follow(_ change: FileChange) async throws(MongoError) {
        try await loosen(change.lost)
        try await attach(change.gained, to: change.owner)
    }

    /// Attaches files to a document.
    ///
    /// The time makes it a change even where nothing else does, so that of two
    /// transactions over a file one has to wait for the other.
    ///
    /// - Throws: `MongoError` if one is gone or belongs to another document.
    private func attach(_ files: Set<ObjectID>, to owner: BSONValue) async throws(MongoError) {
        guard !files.isEmpty else { return }
        let outcome = try await bucket.files.updateMany(
            Self.attachable(files, to: owner),
            [
                "$set": ["metadata.owner": owner, "metadata.since": .date(.now)],
                "$unset": ["metadata.loose": true],
            ])
        guard outcome.matched == files.count else { throw unattachable }
    }

    private var unattachable: MongoError {
        MongoError(
            .fileNotFound, "An attachment is gone, or belongs to another document.",
            operation: "attach \(bucket.name)")
    }

    /// Matches those of some files that are a document's, or nobody's.
    private static func attachable(_ files: Set<ObjectID>, to owner: BSONValue) -> BSONDocument {
        ["_id": .document(among(files)), "metadata.owner": ["$in": [.null, owner]]]
    }

    /// Makes files loose, whose documents refer to them no more.
    ///
    /// - Throws: `MongoError` if the server refused or could not be reached.
    func loosen(_ files: Set<ObjectID>) async throws(MongoError) {
        guard !files.isEmpty else { return }
        try await bucket.files.updateMany(
            ["_id": .document(Self.among(files))],
            ["$set": ["metadata.loose": .date(.now)], "$unset": ["metadata.owner": true]])
    }

    /// Deletes files that are loose, also when the task is cancelled.
    ///
    /// Should it fail, they stay loose: that is no failure of what made them so.
    func remove(_ files: Set<ObjectID>) async {
        guard !files.isEmpty else { return }
        await Task {
            for file in files {
                _ = try? await bucket.delete(
                    .objectID(file), where: ["metadata.loose": ["$exists": true]])
            }
        }.value
    }

    private static func among(_ files: Set<ObjectID>) -> BSONDocument {
        ["$in": .array(BSONArray(files.map { .objectID($0) }))]
    }
}

extension BSONValue {
    /// A date, to the millisecond.
    static func date(_ date: Date) -> BSONValue {
        .date(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
