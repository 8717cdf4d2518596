import BSON
import FoundationEssentials

extension GridFSBucket {
    /// Deletes chunks that belong to no file.
    ///
    /// They come from programs that ended in the middle of an upload or a deletion.
    /// `age` must be longer than any pause of an upload that is still under way: its
    /// chunks belong to no file before it ends. The time of a chunk is the one in its
    /// identifier; chunks with others than `ObjectID`s are left alone.
    ///
    /// It walks over the index of the chunks, from file to file.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    /// - Returns: How many files the chunks were meant for.
    @discardableResult
    nonisolated(nonsending) public func deleteStrayChunks(
        olderThan age: Duration = .seconds(24 * 60 * 60)
    ) async throws -> Int {
        let limit = Date.now - age / .seconds(1)
        let strays = try await chunks.aggregate([
            // In this form, the server jumps from each file to the next.
            ["$sort": ["files_id": 1, "n": 1]],
            ["$group": ["_id": "$files_id", "n": ["$first": "$n"]]],
            [
                "$lookup": [
                    "from": .string(files.name), "localField": "_id", "foreignField": "_id",
                    "as": "file",
                ]
            ],
            ["$match": ["file": []]],
        ]) { try $0.require("_id", as: BSONValue.self) }.all()
        var count = 0
        for id in strays {
            let filter: BSONDocument = ["files_id": ["$eq": id]]
            let options = FindOptions(sort: ["n": -1], projection: ["_id": 1])
            let last = try await chunks.findOne(filter, options: options)?["_id"]?.objectID
            // It may have become a file meanwhile.
            guard let last, last.date <= limit, try await file(id) == nil else { continue }
            try await chunks.deleteMany(filter)
            count += 1
        }
        return count
    }
}
