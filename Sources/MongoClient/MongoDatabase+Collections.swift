public import BSON

extension MongoDatabase {
    /// Creates a collection, or a view.
    ///
    /// Only options make this necessary: the first insertion creates a plain one.
    ///
    /// - Throws: ``MongoError`` with ``MongoError/Code/namespaceExists`` if there is one
    ///   with other options.
    @discardableResult
    public func createCollection(
        _ name: String, options: CollectionOptions = CollectionOptions()
    ) async throws(MongoError) -> MongoCollection {
        try await write(
            ["create": .string(name)], options: options.document, about: "\(self.name).\(name)")
        return collection(name)
    }

    /// Changes a collection, by the server's names: `["validator": [...]]`.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func modifyCollection(
        _ name: String, _ changes: BSONDocument
    ) async throws(MongoError) {
        try await write(["collMod": .string(name)], options: changes, about: "\(self.name).\(name)")
    }

    /// Returns what the server knows of each collection: name, type, options.
    ///
    /// The filter is one of these documents, such as `["name": "posts"]`.
    public func listCollections(
        _ filter: BSONDocument = [:], options: BSONDocument = [:]
    ) -> MongoCursor<BSONDocument> {
        listCollections(filter, options) { try $0.document() }
    }

    /// Returns the names of the collections and views.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func collectionNames(_ filter: BSONDocument = [:]) async throws -> [String] {
        // The server then need not lock the collections; it knows no more than this
        // of those that the user may only list.
        let options: BSONDocument = ["nameOnly": true, "authorizedCollections": true]
        return try await listCollections(filter, options) { try $0.require("name") }.all()
    }

    /// Returns what a pipeline makes of the database itself, such as by `$currentOp` or
    /// `$documents`.
    public func aggregate(
        _ pipeline: [BSONDocument], options: AggregateOptions = AggregateOptions()
    ) -> MongoCursor<BSONDocument> {
        var query = request(.aggregate)
        query.documents = BSONDocument(numbering: pipeline).bytes + options.document.bytes
        return cursor(query, batchSize: options.batchSize) { try $0.document() }
    }

    /// Deletes the database and everything in it.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func drop() async throws(MongoError) {
        try await write(["dropDatabase": 1])
    }

    private func listCollections<Value: Sendable>(
        _ filter: BSONDocument, _ options: BSONDocument,
        decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> MongoCursor<Value> {
        var options = options
        if !filter.isEmpty { options.append("filter", filter) }
        var query = request(.listCollections)
        query.documents = BSONDocument().bytes + options.bytes
        return cursor(query, decode: decode)
    }
}
