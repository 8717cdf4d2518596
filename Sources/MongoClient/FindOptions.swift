public import BSON

/// How to return what a query matches.
public struct FindOptions: Hashable, Sendable {
    /// The order, such as `["createdAt": -1]`.
    public var sort: BSONDocument?

    /// The fields to return.
    public var projection: BSONDocument?

    /// How many matches to pass over.
    public var skip: Int?

    /// How many documents to return at most.
    public var limit: Int?

    /// How many documents the server sends at once; it chooses well itself.
    public var batchSize: Int?

    /// The index to use, by its keys.
    public var hint: BSONDocument?

    /// The language whose rules compare text.
    public var collation: BSONDocument?

    /// How long the server may work on the query.
    public var maximumTime: Duration?

    /// Creates options, to be changed one by one.
    public init(
        sort: BSONDocument? = nil, projection: BSONDocument? = nil, skip: Int? = nil,
        limit: Int? = nil, batchSize: Int? = nil
    ) {
        self.sort = sort
        self.projection = projection
        self.skip = skip
        self.limit = limit
        self.batchSize = batchSize
    }

    /// The options as the driver takes them.
    var document: BSONDocument {
        var document = BSONDocument()
        if let sort { document.append("sort", sort) }
        if let projection { document.append("projection", projection) }
        if let skip { document.append("skip", skip) }
        if let limit { document.append("limit", limit) }
        if let batchSize { document.append("batchSize", batchSize) }
        if let hint { document.append("hint", hint) }
        if let collation { document.append("collation", collation) }
        if let maximumTime {
            document.append("maxTimeMS", Int64(maximumTime.milliseconds))
        }
        return document
    }
}
