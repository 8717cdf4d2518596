package import BSON
import MongoClient

extension Query {
    /// Returns some of the documents, and the way to those before and behind.
    ///
    ///     let cursor = try request.query["page"].map(PageCursor.init)
    ///     let page = try await posts.find()
    ///         .sort { $0.createdAt.descending }
    ///         .page(size: 20, at: cursor)
    ///     // page.items, page.previous, page.next
    ///
    /// A cursor names the last document that was seen, not how many there were: what is
    /// inserted or deleted meanwhile shifts nothing. Documents with the same values are
    /// told apart by their identifiers. A later page costs no more than the first, if there
    /// is an index of the order.
    ///
    /// What is sorted by must be of one type in all documents, or null or missing, and no
    /// array. What the query skips or limits does not count.
    ///
    /// - Parameters:
    ///   - size: How many documents a page has, at least one.
    ///   - cursor: The page's ``Page/next`` or ``Page/previous``; the first page for
    ///     `nil`.
    /// - Throws: `BSONError` if the cursor is of another order, or a document is not a
    ///   `Model`, and `MongoError` if the server could not answer.
    /// - Returns: The page.
    nonisolated(nonsending) public func page(
        size: Int, at cursor: PageCursor? = nil
    ) async throws -> Page<Model> {
        try await page(size: size, at: cursor, projection: { nil }) { reader in
            try Model.loaded(from: &reader)
        }
    }

    /// Returns parts of some of the documents, and the way to those before and behind.
    ///
    /// See ``page(size:at:)`` and ``project(_:)``.
    ///
    /// - Throws: `BSONError` if the cursor is of another order, a document is not a
    ///   `Part`, or a property of `Part` is none of the model's, and `MongoError` if the
    ///   server could not answer.
    nonisolated(nonsending) public func page<Part: Embedded>(
        size: Int, at cursor: PageCursor? = nil, of part: Part.Type
    ) async throws -> Page<Part> {
        let order = try PageOrder(order)
        let projection = Projection<Model, Part> { (_, _) in }
        return try await page(size: size, at: cursor) { () throws(BSONError) in
            try projection.document(keeping: order.keys.map(\.path))
        } decode: { reader in
            try Part(from: &reader)
        }
    }

    nonisolated(nonsending) private func page<Item: Sendable>(
        size: Int, at cursor: PageCursor?,
        projection: @escaping @Sendable () throws(BSONError) -> BSONDocument?,
        decode: @escaping @Sendable (inout BSONReader) throws -> Item
    ) async throws -> Page<Item> {
        // One more is asked for; a visitor may have chosen the size.
        let size = Swift.min(Swift.max(size, 1), Int(Int32.max) - 1)
        let order = try PageOrder(order)
        let isBackward = cursor?.isBackward == true
        let query = try pageQuery(size: size, at: cursor)
        let results = query.results(projection: projection) { reader in
            let item = try decode(&reader)
            return (item: item, values: try order.values(in: BSONReader(reader.bytes)))
        }
        var found = try await results.all()
        let hasMore = found.count > size
        if hasMore { found.removeLast() }
        if isBackward { found.reverse() }

        /// The way on from a document, or back from where nothing was found.
        func way(from values: [BSONValue]?, isBackward: Bool) -> PageCursor? {
            if let values {
                return PageCursor(
                    values: values, isBackward: isBackward, order: order.signature)
            }
            return cursor.map {
                PageCursor(
                    values: $0.values, isBackward: isBackward, isInclusive: !$0.isInclusive,
                    order: order.signature)
            }
        }
        return Page(
            items: found.map(\.item),
            next: isBackward || hasMore
                ? way(from: found.last?.values, isBackward: false) : nil,
            previous: (isBackward ? hasMore : cursor != nil)
                ? way(from: found.first?.values, isBackward: true) : nil)
    }

    /// The query that finds a page, and one document more if there is one.
    package func pageQuery(size: Int, at cursor: PageCursor?) throws(BSONError) -> Query {
        let order = try PageOrder(order)
        if let cursor {
            guard cursor.order == order.signature, cursor.values.count == order.keys.count else {
                throw .notACursor
            }
        }
        return with {
            if let cursor { $0.condition = $0.condition && order.condition(beyond: cursor) }
            $0.order = cursor?.isBackward == true ? order.keys.map(\.reversed) : order.keys
            $0.skipped = nil
            $0.limited = size + 1
        }
    }
}
