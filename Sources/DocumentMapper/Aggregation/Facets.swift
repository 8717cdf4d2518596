import BSON
import MongoClient

/// What each property of a row is made of that sums up all rows.
///
///     posts.aggregate().facet(Overview.self) { overview, posts in
///         overview.newest = posts.sort { $0.createdAt.descending }.limit(3)
///         overview.tags = posts.unwind(Tagged.self, { $0.tags }, as: { $0.tag })
///             .sortByCount { $0.tag }
///     }
@dynamicMemberLookup
public struct Facets<Source: Embedded, Summary: Embedded>: Sendable {
    private let source: Aggregation<Source>
    private var pipelines: [String: Result<[BSONDocument], any Error>] = [:]

    init(
        of source: Aggregation<Source>, _ assign: (inout Facets, Aggregation<Source>) -> Void
    ) {
        self.source = source.part(decode: source.decode)
        assign(&self, self.source)
    }

    /// The pipeline whose rows the property lists.
    ///
    /// It starts with the one that the closure is given.
    public subscript<Row: Embedded>(
        dynamicMember field: KeyPath<Summary.Fields, Field<Summary, [Row]>>
    ) -> Aggregation<Row> {
        get {
            let pipeline = pipelines[Summary.fields[keyPath: field].dottedPath] ?? .success([])
            return source.part(pipeline) { reader in try Row(from: &reader) }
        }
        set {
            let source = source.collection
            pipelines[Summary.fields[keyPath: field].dottedPath] = Result {
                guard newValue.isPart else {
                    throw MongoError(
                        .invalidRequest, "A part of $facet starts with the rows that it is given.",
                        operation: "aggregate \(source.database.name).\(source.name)")
                }
                return try newValue.stages()
            }
        }
    }

    /// The stage.
    func stage() throws -> BSONDocument {
        var parts = BSONDocument()
        for (key, pipeline) in pipelines.sorted(by: { $0.key < $1.key }) {
            try parts.append(
                key: key, BSONArray(try pipeline.get().map(BSONValue.document)))
        }
        return ["$facet": .document(parts)]
    }
}

extension Aggregation {
    /// Makes one row of all, each property of which lists what a pipeline of its own
    /// makes of them.
    ///
    ///     @Embedded struct Overview { var newest: [Post]; var tags: [Counted<String>] }
    ///
    ///     posts.aggregate().facet(Overview.self) { overview, posts in
    ///         overview.newest = posts.sort { $0.createdAt.descending }.limit(3)
    ///         overview.tags = posts.unwind(Tagged.self, { $0.tags }, as: { $0.tag })
    ///             .sortByCount { $0.tag }
    ///     }
    ///
    /// The row is a document, so it holds at most sixteen megabytes.
    public func facet<Summary: Embedded>(
        _ type: Summary.Type,
        _ assign: (inout Facets<Row, Summary>, Aggregation<Row>) -> Void
    ) -> Aggregation<Summary> {
        let facets = Facets<Row, Summary>(of: self, assign)
        return making(type) { [try facets.stage()] }
    }
}
