import BSON
import MongoClient

// What goes with a document: its files, and what its delete rules say of others. A model
// that has neither is deleted by a plain command.
extension Documents {
    /// Deletes the first document that matches, with what goes with it.
    ///
    /// - Throws: `MongoError` if the server refused or could not be reached, or others
    ///   refer to the document.
    /// - Returns: The document as it was; `nil` if none matches.
    nonisolated(nonsending) func deleteFirst(
        _ filter: BSONDocument, sort: BSONDocument = [:]
    ) async throws -> BSONDocument? {
        guard Model.takesOthersAlong else {
            return try await Self.findAndDelete(filter, sort, in: collection)
        }
        let name = collection.name
        let document = try await collection.database.withTransaction { database in
            let document = try await Self.findAndDelete(
                filter, sort, in: database.collection(name))
            if let document {
                try await on(database.collection(name)).takeAlong([Removed(document)])
            }
            return document
        }
        await removeLoose(document?.attachedFiles ?? [])
        return document
    }

    /// Deletes the document that matches, with what goes with it.
    ///
    /// - Throws: `MongoError` if the server refused or could not be reached, or others
    ///   refer to the document.
    /// - Returns: Whether there was one.
    nonisolated(nonsending) func deleteOne(_ filter: BSONDocument) async throws -> Bool {
        guard Model.takesOthersAlong else { return try await collection.deleteOne(filter) > 0 }
        return try await deleteFirst(filter) != nil
    }

    /// Deletes every document that matches, with what goes with them.
    ///
    /// With delete rules, all of it happens or nothing does. Files alone are deleted with
    /// some documents at a time, however many there are.
    ///
    /// - Throws: `MongoError` if the server refused or could not be reached, or others
    ///   refer to a document.
    /// - Returns: How many were deleted.
    nonisolated(nonsending) func deleteMany(_ filter: BSONDocument) async throws -> Int {
        guard Model.takesOthersAlong else { return try await collection.deleteMany(filter) }
        guard !Model.deleteRules.isEmpty else { return try await deleteInTurn(filter) }
        let name = collection.name
        return try await collection.database.withTransaction { database in
            try await on(database.collection(name)).deleteInTurn(filter)
        }
    }

    nonisolated(nonsending) private func deleteInTurn(_ filter: BSONDocument) async throws -> Int {
        let name = collection.name
        var count = 0
        while true {
            let removed = try await collection.database.withTransaction { database in
                let collection = database.collection(name)
                let some = try await collection.find(filter, options: FindOptions(limit: 200)) {
                    Removed(try $0.document())
                }.all()
                let ids = BSONArray(some.map(\.id))
                try await collection.deleteMany(["_id": ["$in": .array(ids)]])
                try await on(collection).takeAlong(some)
                return some
            }
            guard !removed.isEmpty else { return count }
            count += removed.count
            await removeLoose(removed.reduce(into: []) { $0.formUnion($1.files) })
        }
    }

    /// Lets go with documents what has to; in the transaction that deletes them.
    nonisolated(nonsending) private func takeAlong(_ documents: [Removed]) async throws {
        guard !documents.isEmpty else { return }
        let database = collection.database
        if Model.holdsAttachments {
            let files = documents.reduce(into: Set()) { $0.formUnion($1.files) }
            try await FileMarks(database.bucket(collection.name)).loosen(files)
        }
        guard !Model.deleteRules.isEmpty else { return }
        let ids = try documents.map { try Model.ID($0.id) }
        for rule in Model.deleteRules { try await rule.apply(ids, database) }
    }

    private static func findAndDelete(
        _ filter: BSONDocument, _ sort: BSONDocument, in collection: MongoCollection
    ) async throws -> BSONDocument? {
        try await collection.findOneAndDelete(filter, sort: sort) { reader throws(BSONError) in
            try reader.document()
        }
    }
}

extension Document {
    /// Whether more than the document itself goes when it is deleted.
    static var takesOthersAlong: Bool { holdsAttachments || !deleteRules.isEmpty }
}

/// What must be known of a document that is deleted: not all of it, since there may be many.
private struct Removed {
    let id: BSONValue
    let files: Set<ObjectID>

    init(_ document: BSONDocument) {
        id = document["_id"] ?? .null
        files = document.attachedFiles
    }
}

extension BSONDecodable {
    /// Reads a value that was taken out of a document.
    fileprivate init(_ value: BSONValue) throws(BSONError) {
        let document: BSONDocument = ["_id": value]
        var reader = BSONReader(document.bytes.span)
        self = try reader.require("_id")
    }
}
