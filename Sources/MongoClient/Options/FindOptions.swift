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

    /// The index to use.
    public var hint: IndexHint?

    /// The keys of that index at which to start.
    public var minimum: BSONDocument?

    /// The keys of that index before which to end.
    public var maximum: BSONDocument?

    /// The language whose rules compare text.
    public var collation: BSONDocument?

    /// What the server's logs and profiles show beside the query.
    public var comment: BSONValue?

    /// The values that `$$name` refers to in the filter's expressions.
    public var variables: BSONDocument?

    /// How long the server may work on the query.
    public var maximumTime: Duration?

    /// Whether the server may sort on disk what is too large for its memory.
    public var allowsDiskUse: Bool?

    /// Whether the server keeps the cursor however long nobody reads on; in a session
    /// it still forgets it after half an hour.
    public var isKeptWhileIdle: Bool?

    /// Whether a sharded cluster may leave out shards that are away.
    public var allowsPartialResults: Bool?

    /// Whether to return the keys of the index in place of the documents.
    public var returnsIndexKeys: Bool?

    /// Whether to add the server's own number of each document.
    public var showsRecordID: Bool?

    /// How long the server waits at a time for documents to come, on a capped
    /// collection; the sequence then ends only with its task.
    ///
    /// The connection is busy meanwhile, so this should be shorter than
    /// ``MongoClient/Settings/socketTimeout``.
    public var awaitsMore: Duration?

    /// Options that have no name here, by the server's names.
    public var further: BSONDocument

    /// Creates options, to be changed one by one.
    public init(
        sort: BSONDocument? = nil, projection: BSONDocument? = nil, skip: Int? = nil,
        limit: Int? = nil, batchSize: Int? = nil, further: BSONDocument = [:]
    ) {
        self.sort = sort
        self.projection = projection
        self.skip = skip
        self.limit = limit
        self.batchSize = batchSize
        self.further = further
    }

    /// Whether what is found is few enough to be sent at once.
    var isBrief: Bool {
        awaitsMore == nil && further.isEmpty && Self.isBrief(limit: limit, batchSize: batchSize)
    }

    /// Whether so many documents are few enough to be sent at once: the server sends 101
    /// first unless told otherwise.
    static func isBrief(limit: Int?, batchSize: Int?) -> Bool {
        guard let limit, batchSize == nil else { return false }
        return (1...100).contains(limit)
    }

    /// The options as the driver takes them.
    var document: BSONDocument {
        var document = BSONDocument()
        document.set("sort", sort)
        document.set("projection", projection)
        document.set("skip", skip)
        document.set("limit", limit)
        document.set("batchSize", batchSize)
        document.set("hint", hint)
        document.set("min", minimum)
        document.set("max", maximum)
        document.set("collation", collation)
        document.set("comment", comment)
        document.set("let", variables)
        document.set("maxTimeMS", milliseconds: maximumTime)
        document.set("allowDiskUse", allowsDiskUse)
        document.set("noCursorTimeout", isKeptWhileIdle)
        document.set("allowPartialResults", allowsPartialResults)
        document.set("returnKey", returnsIndexKeys)
        document.set("showRecordId", showsRecordID)
        if let awaitsMore {
            document.append("tailable", true)
            document.append("awaitData", true)
            document.set("maxAwaitTimeMS", milliseconds: awaitsMore)
        }
        document.append(contentsOf: further)
        return document
    }
}
