public import BSON

/// How to run a pipeline.
public struct AggregateOptions: Hashable, Sendable {
    /// How many documents the server sends at once; it chooses well itself.
    public var batchSize: Int?

    /// The index to use.
    public var hint: IndexHint?

    /// The language whose rules compare text.
    public var collation: BSONDocument?

    /// What the server's logs and profiles show beside the pipeline.
    public var comment: BSONValue?

    /// The values that `$$name` refers to in the pipeline's expressions.
    public var variables: BSONDocument?

    /// How long the server may work on the pipeline.
    public var maximumTime: Duration?

    /// Whether the server may put on disk what is too large for its memory.
    public var allowsDiskUse: Bool?

    /// Whether `$out` and `$merge` may write what breaks the rules of a collection.
    public var bypassesValidation: Bool?

    /// Options that have no name here, by the server's names.
    public var further: BSONDocument

    /// Creates options, to be changed one by one.
    public init(
        batchSize: Int? = nil, allowsDiskUse: Bool? = nil, further: BSONDocument = [:]
    ) {
        self.batchSize = batchSize
        self.allowsDiskUse = allowsDiskUse
        self.further = further
    }

    /// The options as the driver takes them.
    package var document: BSONDocument {
        var document = BSONDocument()
        document.set("batchSize", batchSize)
        document.set("hint", hint)
        document.set("collation", collation)
        document.set("comment", comment)
        document.set("let", variables)
        document.set("maxTimeMS", milliseconds: maximumTime)
        document.set("allowDiskUse", allowsDiskUse)
        document.set("bypassDocumentValidation", bypassesValidation)
        document.append(contentsOf: further)
        return document
    }
}
