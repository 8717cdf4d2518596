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
    public func createIndexes(
        _ indexes: [BSONDocument], options: BSONDocument = [:]
    ) async throws(MongoError) {
        guard !indexes.isEmpty else { return }
        let command: BSONDocument = [
            "createIndexes": .string(name),
            "indexes": .array(BSONArray(indexes.map { .document($0) })),
        ]
        try await database.write(command, options: options, about: namespace)
    }

    /// Returns the indexes, none if the collection does not exist.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func listIndexes(options: BSONDocument = [:]) async throws -> [BSONDocument] {
        do {
            let query = request(.listIndexes, [:], options)
            return try await database.cursor(query) { try $0.document() }.all()
        } catch MongoError.Code.namespaceNotFound {
            return []
        }
    }

    /// Deletes the index of a name.
    ///
    /// - Throws: ``MongoError`` if there is none, or the server could not be reached.
    public func dropIndex(
        _ index: String, options: BSONDocument = [:]
    ) async throws(MongoError) {
        try await database.write(
            ["dropIndexes": .string(name), "index": .string(index)], options: options,
            about: namespace)
    }

    /// Deletes every index but that of the identifiers.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func dropIndexes(options: BSONDocument = [:]) async throws(MongoError) {
        try await dropIndex("*", options: options)
    }
}
