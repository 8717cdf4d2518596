import BSON
public import MongoClient

// The server writes the rows by itself: no rule is checked here, no hook runs and no time is
// noted. What a model promises beyond that is refused, or left to whoever names the
// collection itself.
extension Aggregation where Row: Document {
    /// Stores the rows as the whole content of a collection, in one step.
    ///
    /// What was there before is gone; the indexes stay. The rules of the model are not
    /// checked, but those of the collection's validator are.
    ///
    /// - Throws: `MongoError` with `.invalidRequest` if the model counts versions, keeps
    ///   what is deleted, has delete rules or attachments or shares its collection, all of
    ///   which the server would pass over: say `write(replacing: documents.collection)` to
    ///   have it so. `MongoError` too if the server refused; then the collection is as it
    ///   was.
    nonisolated(nonsending) public func write(replacing documents: Documents<Row>) async throws {
        try check("write(replacing:)", documents, isChanging: true, isDeleting: true)
        try await write(replacing: documents.collection)
    }

    /// Stores each row among the documents of a collection, and does as told with one
    /// that has the same identifier already.
    ///
    /// The rules of the model are not checked, but those of the collection's validator are.
    ///
    /// - Throws: `MongoError` with `.invalidRequest` if the model has attachments or shares
    ///   its collection, or documents are changed of one that counts versions or keeps what
    ///   is deleted, all of which the server would pass over: say
    ///   `merge(into: documents.collection)` to have it so. `MongoError` too if the server
    ///   refused; what was written before stays.
    nonisolated(nonsending) public func merge(
        into documents: Documents<Row>, whenMatched action: MergeAction = .merge
    ) async throws {
        let isChanging = action == .merge || action == .replace
        try check("merge(into:)", documents, isChanging: isChanging, isDeleting: false)
        try await merge(into: documents.collection, whenMatched: action)
    }

    private func check(
        _ call: String, _ documents: Documents<Row>, isChanging: Bool, isDeleting: Bool
    ) throws(MongoError) {
        let promises: [(isMade: Bool, name: String)] = [
            (isChanging && Row.versionField != nil, "counts versions"),
            (isChanging && Row.deletion != nil, "keeps what is deleted"),
            (isDeleting && !Row.deleteRules.isEmpty, "has delete rules"),
            (Row.holdsAttachments, "may have attachments"),
            (Row.typeName != nil, "shares its collection"),
        ]
        guard let promise = promises.first(where: \.isMade) else { return }
        let place = documents.collection
        throw MongoError(
            .invalidRequest,
            "\(Row.self) \(promise.name), which a pipeline passes over: give \(call) the "
                + "MongoCollection itself to have it so.",
            operation: "aggregate \(place.database.name).\(place.name)")
    }
}

extension Aggregation {
    /// Stores the rows as the whole content of a collection, in one step, whatever was
    /// promised of its documents.
    ///
    /// - Throws: `MongoError` if the server refused; then the collection is as it was.
    nonisolated(nonsending) public func write(
        replacing collection: MongoCollection
    ) async throws {
        try await send([
            "$out": ["db": .string(collection.database.name), "coll": .string(collection.name)]
        ])
    }

    /// Stores each row in a collection, whatever was promised of its documents, and does
    /// as told with one that has the same identifier already.
    ///
    /// - Throws: `MongoError` if the server refused; what was written before stays.
    nonisolated(nonsending) public func merge(
        into collection: MongoCollection, whenMatched action: MergeAction = .merge
    ) async throws {
        let database = collection.database.name
        try await send([
            "$merge": [
                "into": ["db": .string(database), "coll": .string(collection.name)],
                "whenMatched": .string(action.rawValue), "whenNotMatched": "insert",
            ]
        ])
    }

    nonisolated(nonsending) private func send(_ stage: BSONDocument) async throws {
        _ = try await adding { [stage] }.results.all()
    }
}
