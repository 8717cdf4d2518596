extension Sequence {
    /// Returns the document that each element refers to, in the order of the elements;
    /// `nil` where there is none any more.
    ///
    ///     let page = try await posts.find().limit(20).all()
    ///     let authors = try await page.resolve(\.author, in: users)
    ///     for (post, author) in zip(page, authors) { … }
    ///
    /// It asks once, for each document once, however many elements refer to it.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if what
    ///   is stored is not a `Target`.
    public func resolve<Value: ReferenceValue>(
        _ reference: KeyPath<Element, Value>, in targets: Documents<Value.Target>
    ) async throws -> [Value.Target?] {
        let ids = map { $0[keyPath: reference].id }
        let found = try await targets.byIdentifier(ids)
        return ids.map { found[$0] }
    }

    /// Returns the document that each element refers to, in the order of the elements;
    /// `nil` where the element refers to none, or there is none any more.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if what
    ///   is stored is not a `Target`.
    public func resolve<Value: ReferenceValue>(
        _ reference: KeyPath<Element, Value?>, in targets: Documents<Value.Target>
    ) async throws -> [Value.Target?] {
        let ids = map { $0[keyPath: reference]?.id }
        let found = try await targets.byIdentifier(ids.compactMap(\.self))
        return ids.map { id in id.flatMap { found[$0] } }
    }

    /// Returns the documents that each element refers to, in the order of its
    /// references; `nil` where there is none any more.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if what
    ///   is stored is not a `Target`.
    public func resolve<Value: ReferenceValue>(
        _ references: KeyPath<Element, [Value]>, in targets: Documents<Value.Target>
    ) async throws -> [[Value.Target?]] {
        let ids = map { $0[keyPath: references].map(\.id) }
        let found = try await targets.byIdentifier(ids.joined())
        return ids.map { ids in ids.map { found[$0] } }
    }
}

extension Documents {
    /// How many identifiers one query names: far from the sixteen megabytes that a
    /// query may have, whatever they are.
    private static var identifiersAtOnce: Int { 10_000 }

    /// Returns the documents with the identifiers, each once.
    fileprivate func byIdentifier(
        _ ids: some Sequence<Model.ID>
    ) async throws -> [Model.ID: Model] {
        var missing = Array(Set(ids))
        var found: [Model.ID: Model] = [:]
        while !missing.isEmpty {
            let some = missing.suffix(Self.identifiersAtOnce)
            missing.removeLast(some.count)
            let query = find { _ in Filter("_id", "$in", Array(some)) }
            for document in try await query.all() { found[document.id] = document }
        }
        return found
    }
}
