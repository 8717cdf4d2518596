public import BSON

extension GridFSBucket {
    /// Deletes a file.
    ///
    /// The file goes before its chunks, so that nobody finds one without bytes. Once
    /// begun, the deletion is finished even if the task is cancelled: nobody would
    /// find the chunks that are left. Chunks that an earlier deletion left behind go
    /// too.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the task was cancelled before.
    /// - Returns: Whether there was one.
    @discardableResult
    public func delete(_ id: some BSONEncodable) async throws(MongoError) -> Bool {
        let id = try identifier(id)
        return try await delete(id, where: [:])
    }

    /// Deletes a file if its document matches a condition at that moment.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the task was cancelled before.
    /// - Returns: Whether there was one that matched.
    @discardableResult
    package func delete(
        _ id: BSONValue, where condition: BSONDocument
    ) async throws(MongoError) -> Bool {
        try await finishing("delete") { () throws(MongoError) in
            try await remove(id, where: condition)
        }
    }

    /// Deletes all revisions of a name.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the task was cancelled before.
    /// - Returns: How many there were.
    @discardableResult
    public func deleteAll(named filename: String) async throws -> Int {
        let found = try await files.find(
            named(filename), options: FindOptions(projection: ["_id": 1])
        ) { try $0.require("_id", as: BSONValue.self) }.all()
        return try await finishing("delete") { () throws(MongoError) in
            var count = 0
            for id in found where try await remove(id, where: [:]) { count += 1 }
            return count
        }
    }

    private func remove(
        _ id: BSONValue, where condition: BSONDocument
    ) async throws(MongoError) -> Bool {
        let filter: BSONDocument = ["$and": [["_id": ["$eq": id]], .document(condition)]]
        let deleted = try await files.deleteOne(filter)
        // Not the chunks of a file that is there and does not match.
        guard deleted > 0 || condition.isEmpty else { return false }
        try await chunks.deleteMany(["files_id": ["$eq": id]])
        return deleted > 0
    }

    /// Does something in a task of its own, which is not cancelled with this one.
    private func finishing<Value: Sendable>(
        _ verb: String, _ work: @escaping @Sendable () async throws(MongoError) -> Value
    ) async throws(MongoError) -> Value {
        guard !Task.isCancelled else { throw .cancelled("\(verb) \(database.name).\(files.name)") }
        let task = Task { () -> Result<Value, MongoError> in
            do throws(MongoError) {
                return .success(try await work())
            } catch {
                return .failure(error)
            }
        }
        return try await task.value.get()
    }
}
