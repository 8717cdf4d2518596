import BSON
import MongoClient

/// A question to a collection, not yet sent.
///
/// It is a value: narrowing it returns another, and each use asks the server
/// anew. Iterating over it reads in batches, so the result may be larger than
/// memory.
///
///     let latest = try await posts
///         .find { $0.publishedAt != nil }
///         .sort { $0.publishedAt.descending }
///         .limit(20)
///         .all()
public struct Query<Model: Document>: Sendable {
    let collection: MongoCollection
    var condition: Condition
    var order: [SortOrder] = []
    var skipped: Int?
    var limited: Int?
    var batchSize: Int?
    var hint: String?
    var collation: Collation?
    var comment: String?
    var maximumTime: Duration?

    init(collection: MongoCollection, condition: Condition) {
        self.collection = collection
        self.condition = condition
    }

    init(collection: MongoCollection, filter: Filter<Model>) {
        self.init(collection: collection, condition: filter.condition)
    }

    /// Returns of these documents those that meet a condition too.
    ///
    ///     var query = posts.find { $0.status == .published }
    ///     if let tag { query = query.matching { $0.tags.contains(tag) } }
    public func matching(_ condition: (Model.Fields) -> Filter<Model>) -> Query {
        with { $0.condition = $0.condition && condition(Model.fields).condition }
    }

    /// Returns the documents in the order of a field, after any order given
    /// before.
    public func sort(_ key: (Model.Fields) -> SortKey<Model>) -> Query {
        with { $0.order.append(key(Model.fields).order) }
    }

    /// Returns the documents in the order of the first field, those with the same
    /// value in the order of the next.
    public func sort(_ keys: (Model.Fields) -> [SortKey<Model>]) -> Query {
        with { $0.order += keys(Model.fields).map(\.order) }
    }

    /// Passes over the first documents.
    ///
    /// The server still reads them: to walk through many, take
    /// ``page(size:at:)``.
    public func skip(_ count: Int) -> Query {
        with { $0.skipped = Swift.max(count, 0) }
    }

    /// Returns at most so many documents; none for zero.
    public func limit(_ count: Int) -> Query {
        with { $0.limited = Swift.max(count, 0) }
    }

    /// Fetches so many documents at once; the server chooses well by itself.
    public func batchSize(_ count: Int) -> Query {
        with { $0.batchSize = Swift.max(count, 1) }
    }

    /// Makes the server use an index, rather than the one that it finds best.
    ///
    /// - Throws, when the query is sent, `MongoError` if there is no such index.
    public func hint(_ index: Index<Model>) -> Query {
        with { $0.hint = index.name }
    }

    /// Compares text by the rules of a language.
    public func collation(_ collation: Collation) -> Query {
        with { $0.collation = collation }
    }

    /// Marks the query in the server's log and profile.
    ///
    /// The log may be read by those who may not read the documents: keep what a
    /// visitor sent out of it.
    public func comment(_ text: String) -> Query {
        with { $0.comment = text }
    }

    /// Lets the server work on the query for so long and no longer.
    ///
    /// When time is up the query throws `MongoError` with `.maxTimeExpired`.
    public func maximumTime(_ time: Duration) -> Query {
        with { $0.maximumTime = time }
    }

    func with(_ change: (inout Query) -> Void) -> Query {
        var query = self
        change(&query)
        return query
    }
}
