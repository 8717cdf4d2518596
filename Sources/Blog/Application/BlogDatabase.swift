import DocumentMapper
public import MongoClient

/// The collections of the blog.
public struct BlogDatabase: Sendable {
    let posts: Documents<Post>
    let tombstones: Documents<Tombstone>
    let users: Documents<User>
    let sessions: Documents<StoredSession>
    let throttles: Documents<StoredThrottle>
    let images: Documents<Image>
    let settings: Documents<SiteSettings>
    let invalidations: Documents<StoredInvalidation>
    let bucket: GridFSBucket
    let database: MongoDatabase

    /// The blog that is kept in a database.
    public init(_ database: MongoDatabase) {
        self.database = database
        // What pages show is read where the log of changes speaks of it, and never what a
        // failover could still take back: a kept page would go on showing it.
        let durable = database.with(
            readConcern: .majority, writeConcern: .majority, readPreference: .primary)
        posts = Documents(in: durable)
        tombstones = Documents(in: durable)
        users = Documents(in: durable)
        sessions = Documents(in: database)
        throttles = Documents(in: database)
        images = Documents(in: database)
        settings = Documents(in: durable)
        invalidations = Documents(in: durable)
        bucket = database.bucket("images")
    }

    /// Makes the indexes that the blog's models declare and the server lacks.
    ///
    /// A step of its own that starting the blog takes, never a side effect of a
    /// query; it drops nothing.
    ///
    /// - Returns: The names of the indexes made, such as `posts.slug_1`.
    /// - Throws: `MongoError`, for instance when documents break a unique index.
    public func makeIndexes() async throws -> [String] {
        try await bucket.createIndexes()
        return try await make(posts.indexes) + make(users.indexes) + make(sessions.indexes)
            + make(throttles.indexes) + make(invalidations.indexes)
    }

    /// Asks the server for a sign of life.
    ///
    /// - Throws: `MongoError` if there is none.
    func ping() async throws {
        try await database.run(["ping": 1])
    }

    private func make<Model: Document>(_ indexes: Indexes<Model>) async throws -> [String] {
        let plan = try await indexes.plan()
        try await indexes.apply()
        return plan.missing.map { "\(Model.collection).\($0.name)" }
    }
}
