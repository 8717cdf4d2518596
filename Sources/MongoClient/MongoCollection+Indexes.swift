public import BSON

extension MongoCollection {
    /// Creates indexes, leaving those that exist as they are.
    ///
    ///     try await posts.createIndexes([
    ///         ["key": ["slug": 1], "name": "slug_1", "unique": true]
    ///     ])
    ///
    /// - Throws: ``MongoError`` with ``MongoError/Code/indexOptionsConflict`` or
    ///   ``MongoError/Code/indexKeySpecsConflict`` if another index is in the way.
    public func createIndexes(_ indexes: [BSONDocument]) async throws(MongoError) {
        guard !indexes.isEmpty else { return }
        try await database.run([
            "createIndexes": .string(name),
            "indexes": .array(BSONArray(indexes.map { .document($0) })),
        ])
    }

    /// Returns the indexes, none if the collection does not exist.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func listIndexes() async throws -> [BSONDocument] {
        do {
            return try await MongoCursor(
                query: request(.listIndexes, [:], [:]), batchSize: nil, pool: database.pool,
                decode: { try $0.document() }
            ).all()
        } catch MongoError.Code.namespaceNotFound {
            return []
        }
    }

    /// Deletes the index of a name.
    ///
    /// - Throws: ``MongoError`` if there is none, or the server could not be reached.
    public func dropIndex(_ index: String) async throws(MongoError) {
        try await database.run(["dropIndexes": .string(name), "index": .string(index)])
    }

    /// Deletes the collection, if it exists.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func drop() async throws(MongoError) {
        do {
            try await database.run(["drop": .string(name)])
        } catch MongoError.Code.namespaceNotFound {
            return
        }
    }
}
