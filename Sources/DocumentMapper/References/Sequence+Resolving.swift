extension Sequence {
    /// Returns the document that each element refers to, in the order of the elements;
    /// `nil` where there is none any more.
    ///
    ///     let page = try await posts.find().limit(20).all()
    ///     let authors = try await page.resolve(\.author, in: users)
    ///     for (post, author) in zip(page, authors) { … }
    ///
    /// It asks once, for each document once, however many elements refer to it; see
    /// ``Documents/find(ids:)``.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if what
    ///   is stored is not a `Target`.
    public func resolve<Value: ReferenceValue>(
        _ reference: KeyPath<Element, Value>, in targets: Documents<Value.Target>
    ) async throws -> [Value.Target?] {
        try await targets.find(ids: map { $0[keyPath: reference].id })
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
        var found = try await targets.find(ids: ids.compactMap(\.self)).makeIterator()
        return ids.map { id in id.flatMap { _ in found.next() ?? nil } }
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
        var found = try await targets.find(ids: Array(ids.joined())).makeIterator()
        return ids.map { ids in ids.map { _ in found.next() ?? nil } }
    }
}
