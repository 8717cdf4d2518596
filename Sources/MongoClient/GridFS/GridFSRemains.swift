import BSON
import Logging

/// What an upload that failed has left in the database.
struct GridFSRemains: Sendable {
    /// How many chunks to delete with one command.
    private static let portion = 10_000

    let bucket: GridFSBucket
    let fileID: BSONValue
    let chunkIDs: [ObjectID]
    let inFlight: [Task<Void, any Error>]

    /// Whether the file's own document may be there.
    var hasFile = false

    /// Deletes it, also when the task is cancelled.
    ///
    /// It deletes by the identifiers of the chunks themselves: another file may have
    /// the identifier that this one was meant to have.
    func discard() async {
        // A task of its own is not cancelled.
        await Task {
            for task in inFlight { _ = await task.result }
            do {
                if hasFile { try await bucket.files.deleteOne(["_id": ["$eq": fileID]]) }
                var rest = chunkIDs[...]
                while !rest.isEmpty {
                    let part = BSONArray(rest.prefix(Self.portion).map { .objectID($0) })
                    try await bucket.chunks.deleteMany(["_id": ["$in": .array(part)]])
                    rest = rest.dropFirst(Self.portion)
                }
            } catch {
                bucket.database.pool.logger.warning(
                    "Chunks of a failed upload are left behind",
                    metadata: ["bucket": "\(bucket.name)", "error": "\(error)"])
            }
        }.value
    }
}
