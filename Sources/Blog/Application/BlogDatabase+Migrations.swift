import BSON
import DocumentMapper
import MongoClient

extension BlogDatabase {
    /// Gives what an older release stored the form that this one needs.
    ///
    /// It waits for another process that does so. Nothing in it needs a replica set.
    ///
    /// - Returns: The names of the migrations that were made.
    /// - Throws: `MongoError`.
    public func migrate() async throws -> [String] {
        try await Migrations(in: database, [Self.excerpts]).apply(patience: .seconds(600))
    }

    private static let excerpts = Migration("2026-11 an excerpt in every post") { run in
        try await run.perform { database in
            let posts = database.collection(Post.collection)
            let missing: BSONDocument = ["excerpt": ["$exists": false]]
            // Few at a time: each may be as long as a novel.
            let bare = posts.find(
                missing, options: FindOptions(projection: ["body": 1], batchSize: 20))
            for try await post in bare {
                guard let id = post["_id"], let body = post["body"]?.string else { continue }
                // Unless somebody saves another text at this moment.
                try await posts.updateOne(
                    ["_id": id, "body": .string(body)],
                    ["$set": ["excerpt": .string(Post.excerpt(of: body))]])
            }
        }
    }
}
