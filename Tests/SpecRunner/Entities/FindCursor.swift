import BSON
import MongoClient

/// The documents of a query.
actor FindCursor: DocumentCursor {
    private var iterator: MongoCursor<BSONDocument>.Iterator?

    /// What the first batch began with, fetched so that the cursor really is open.
    private var first: BSONDocument?

    /// Sends the query.
    ///
    /// - Throws: ``MongoError`` if the server refused it.
    init(opening cursor: MongoCursor<BSONDocument>) async throws {
        var iterator = cursor.makeAsyncIterator()
        first = try await iterator.next()
        self.iterator = iterator
    }

    func next() async throws -> BSONDocument? {
        if let document = first.take() { return document }
        guard var current = iterator.take() else {
            throw Failure("the cursor is closed")
        }
        let document = try await current.next()
        iterator = current
        return document
    }

    func close() {
        iterator = nil
        first = nil
    }
}
