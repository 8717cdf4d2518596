public import BSON

extension GridFSBucket {
    /// Returns what is known of a file, `nil` if there is none.
    ///
    /// - Throws: ``MongoError``, or `BSONError` if the file's document is wrong.
    public func file(_ id: some BSONEncodable) async throws -> GridFSFile? {
        try await files.findOne(identified(by: id)) { try GridFSFile(from: &$0) }
    }

    /// Returns what is known of a revision of a name, `nil` if there is none.
    ///
    /// Files of the same name are its revisions, in the order of their uploads. Zero is
    /// the oldest and one the next; minus one is the newest and minus two the one
    /// before.
    ///
    /// - Throws: ``MongoError``, or `BSONError` if the file's document is wrong.
    public func file(named filename: String, revision: Int = -1) async throws -> GridFSFile? {
        let isFromOldest = revision >= 0
        let options = FindOptions(
            sort: ["uploadDate": isFromOldest ? 1 : -1],
            skip: isFromOldest ? revision : -(revision + 1))
        return try await files.findOne(named(filename), options: options) {
            try GridFSFile(from: &$0)
        }
    }

    /// Returns the files whose documents match a filter.
    ///
    /// The filter is over the fields that the specification gives a file's document:
    /// `_id`, `length`, `uploadDate`, `filename` and what is in `metadata`.
    public func find(
        _ filter: BSONDocument = [:], options: FindOptions = FindOptions()
    ) -> MongoCursor<GridFSFile> {
        files.find(filter, options: options) { try GridFSFile(from: &$0) }
    }

    /// Gives a file another name.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    /// - Returns: Whether there is such a file.
    @discardableResult
    public func rename(
        _ id: some BSONEncodable, to filename: String
    ) async throws(MongoError) -> Bool {
        let change: BSONDocument = ["$set": ["filename": .string(filename)]]
        return try await files.updateOne(identified(by: id), change).matched > 0
    }

    /// Gives all revisions of a name another name.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    /// - Returns: How many there are.
    @discardableResult
    public func renameAll(
        named filename: String, to newName: String
    ) async throws(MongoError) -> Int {
        let change: BSONDocument = ["$set": ["filename": .string(newName)]]
        return try await files.updateMany(named(filename), change).matched
    }

    /// Matches the file of an identifier.
    func identified(by id: some BSONEncodable) throws(MongoError) -> BSONDocument {
        ["_id": Self.matching(try identifier(id))]
    }

    /// Returns what matches a value and never acts as an operator.
    ///
    /// What cannot be one is sent as it is, as other drivers do.
    static func matching(_ id: BSONValue) -> BSONValue {
        switch id {
        case .document, .regularExpression: ["$eq": id]
        default: id
        }
    }

    /// Matches the revisions of a name.
    func named(_ filename: String) -> BSONDocument {
        ["filename": .string(filename)]
    }

    /// Returns an identifier as BSON.
    func identifier(_ id: some BSONEncodable) throws(MongoError) -> BSONValue {
        do {
            return try BSONValue(encoding: id)
        } catch {
            throw MongoError(.invalidRequest, "\(error)", operation: "\(database.name).\(name)")
        }
    }
}
