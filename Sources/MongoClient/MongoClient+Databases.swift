public import BSON

extension MongoClient {
    /// Returns what the server knows of each database: name and size.
    ///
    /// The filter is one of these documents, such as `["name": "blog"]`.
    public func listDatabases(
        _ filter: BSONDocument = [:], options: BSONDocument = [:],
        within session: MongoSession? = nil
    ) -> MongoCursor<BSONDocument> {
        var admin = database("admin")
        admin.session = session
        var query = admin.request(.listDatabases)
        var options = options
        if !filter.isEmpty { options.append("filter", filter) }
        query.documents = BSONDocument().bytes + options.bytes
        return admin.cursor(query) { try $0.document() }
    }

    /// Returns the names of the databases.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func databaseNames(_ filter: BSONDocument = [:]) async throws -> [String] {
        let databases = try await listDatabases(filter, options: ["nameOnly": true]).all()
        return databases.compactMap { $0["name"]?.string }
    }
}
