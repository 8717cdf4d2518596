import BSON
import Synchronization

/// Whether a bucket is known to have its indexes.
///
/// Before the first write, the GridFS specification asks for the indexes to be made
/// if the bucket is empty, and only then: on a large bucket that would take long.
final class GridFSIndexes: Sendable {
    private let areKnown = Mutex(false)

    /// Makes the indexes of an empty bucket; asks the server at most once.
    ///
    /// - Throws: ``MongoError``, or `BSONError` if the reply is wrong.
    func ensure(in bucket: GridFSBucket) async throws {
        guard !areKnown.withLock(\.self) else { return }
        // In a transaction, indexes cannot be made.
        var bucket = bucket
        bucket.database.session = nil
        let any = try await bucket.files.findOne(
            [:], options: FindOptions(projection: ["_id": 1])
        ) { _ in true }
        if any == nil { try await bucket.createIndexes() }
        areKnown.withLock { $0 = true }
    }

    /// Asks again next time.
    func forget() {
        areKnown.withLock { $0 = false }
    }
}
