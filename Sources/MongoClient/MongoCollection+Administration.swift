public import BSON

extension MongoCollection {
    /// Deletes the collection, if it exists.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func drop(options: BSONDocument = [:]) async throws(MongoError) {
        do {
            try await database.write(["drop": .string(name)], options: options, about: namespace)
        } catch MongoError.Code.namespaceNotFound {
            return
        }
    }

    /// Gives the collection another name in the same database, and returns it.
    ///
    /// A collection that has that name is in the way, or is replaced if told so.
    ///
    /// - Throws: ``MongoError`` with ``MongoError/Code/namespaceExists`` if another has
    ///   that name, or with ``MongoError/Code/namespaceNotFound`` if this one does not
    ///   exist.
    @discardableResult
    public func rename(
        to name: String, replacing: Bool = false, options: BSONDocument = [:]
    ) async throws(MongoError) -> MongoCollection {
        var command: BSONDocument = [
            "renameCollection": .string(namespace),
            "to": "\(database.name).\(name)",
        ]
        if replacing { command.append("dropTarget", true) }
        try await database.sibling("admin").write(command, options: options, about: namespace)
        return database.collection(name)
    }
}
