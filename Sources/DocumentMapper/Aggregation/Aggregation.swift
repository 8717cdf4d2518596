public import BSON
import MongoClient

/// A pipeline that the server sends documents through, not yet sent.
///
///     @Embedded struct Total { var author: ObjectID; var posts: Int; var views: Int }
///
///     let totals = try await posts.find { $0.status == .published }
///         .aggregate()
///         .group(Total.self) { total, post in
///             total.author = .key(post.author)
///             total.posts = .count
///             total.views = .sum(post.views)
///         }
///         .sort { $0.views.descending }
///         .limit(10)
///         .all()
///
/// `Row` is the type of the documents behind the last stage: each stage is checked
/// against what the one before makes. It is a value; adding a stage returns another.
///
/// A stage that changes documents makes them new ones. To save one is to insert it.
public struct Aggregation<Row: Embedded>: Sendable {
    let collection: MongoCollection
    let decode: @Sendable (inout BSONReader) throws -> Row

    /// The stages, or why one could not be written.
    let pipeline: Result<[BSONDocument], any Error>

    let options: AggregateOptions

    /// Whether the rows are those that a part of `$facet` is given.
    let isPart: Bool

    init(
        collection: MongoCollection, pipeline: Result<[BSONDocument], any Error>,
        options: AggregateOptions, isPart: Bool = false,
        decode: @escaping @Sendable (inout BSONReader) throws -> Row
    ) {
        self.collection = collection
        self.pipeline = pipeline
        self.options = options
        self.isPart = isPart
        self.decode = decode
    }

    /// Adds stages that leave documents as they are.
    func adding(_ stages: () throws -> [BSONDocument]) -> Aggregation {
        Aggregation(
            collection: collection, pipeline: joined(with: stages), options: options,
            isPart: isPart, decode: decode)
    }

    /// Adds stages that make documents of a type.
    func making<Out: Embedded>(
        _ type: Out.Type, _ stages: () throws -> [BSONDocument]
    ) -> Aggregation<Out> {
        Aggregation<Out>(
            collection: collection, pipeline: joined(with: stages), options: options,
            isPart: isPart
        ) { reader in try Out(from: &reader) }
    }

    private func joined(
        with stages: () throws -> [BSONDocument]
    ) -> Result<[BSONDocument], any Error> {
        Result { try pipeline.get() + stages() }
    }

    /// The stages in MongoDB's own words.
    ///
    /// - Throws: `BSONError` if a value in them is one that BSON cannot hold, and
    ///   `MongoError` if one of them reads a collection of another database.
    public func stages() throws -> [BSONDocument] { try pipeline.get() }

    /// Refuses a collection that the server would look for in another database.
    ///
    /// A stage names a collection without its database, and the server takes its own.
    func checkReach(of stage: String, to other: MongoCollection) throws(MongoError) {
        guard other.database.name != collection.database.name else { return }
        throw MongoError(
            .invalidRequest,
            "\(stage) reaches no other database than its own, as that of "
                + "\(other.database.name).\(other.name).",
            operation: "aggregate \(collection.database.name).\(collection.name)")
    }

    /// What the pipeline returns.
    var results: Results<Row> {
        Results(operation: "aggregate", collection: collection) { count in
            var stages = try pipeline.get()
            if let count { stages.append(["$limit": .int(count)]) }
            return collection.aggregate(stages, options: options, decode: decode)
        }
    }

    /// Returns all rows, in one array.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   one is not a `Row`.
    nonisolated(nonsending) public func all() async throws -> [Row] { try await results.all() }

    /// Returns the first row, or `nil` if there is none.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   it is not a `Row`.
    nonisolated(nonsending) public func first() async throws -> Row? { try await results.first() }

    /// Returns the only row, or `nil` if there is none.
    ///
    /// - Throws: `MongoError` with `.severalFound` if there are several, or if the
    ///   server could not answer, and `BSONError` if it is not a `Row`.
    nonisolated(nonsending) public func one() async throws -> Row? { try await results.one() }

    /// Counts the rows.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    nonisolated(nonsending) public func count() async throws -> Int {
        let stages = try pipeline.get() + [["$count": "n"]]
        return try await collection.aggregate(stages, options: options) {
            try $0.require("n")
        }
        .first() ?? 0
    }

    /// Returns the rows in the batches that they arrive in.
    public func batches() -> Batches<Row> { results.batches() }

    /// Returns the rows as the server sends them, without decoding them.
    public func raw() -> Results<BSONDocument> {
        Results(operation: "aggregate", collection: collection) { count in
            var stages = try pipeline.get()
            if let count { stages.append(["$limit": .int(count)]) }
            return collection.aggregate(stages, options: options)
        }
    }

    /// Lets stages that need more than 100 MB of memory write to the server's disk.
    ///
    /// MongoDB 6 does so unless it was told otherwise.
    public func allowingDiskUse(_ isAllowed: Bool = true) -> Aggregation {
        var options = options
        options.allowsDiskUse = isAllowed
        return Aggregation(
            collection: collection, pipeline: pipeline, options: options, isPart: isPart,
            decode: decode)
    }

    /// Returns a pipeline of the same rows that is a part of `$facet`.
    func part<Out: Embedded>(
        _ pipeline: Result<[BSONDocument], any Error> = .success([]),
        decode: @escaping @Sendable (inout BSONReader) throws -> Out
    ) -> Aggregation<Out> {
        Aggregation<Out>(
            collection: collection, pipeline: pipeline, options: options, isPart: true,
            decode: decode)
    }
}

extension Aggregation: AsyncSequence {
    /// Sends the pipeline when the first row is asked for.
    public func makeAsyncIterator() -> Results<Row>.Iterator { results.makeAsyncIterator() }
}
