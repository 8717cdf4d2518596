public import BSON

/// How to count documents, or to gather the values of a field.
public struct ReadOptions: Hashable, Sendable {
    /// The index to use, for counting.
    public var hint: IndexHint?

    /// The language whose rules compare text.
    public var collation: BSONDocument?

    /// What the server's logs and profiles show beside the query.
    public var comment: BSONValue?

    /// How long the server may work on the query.
    public var maximumTime: Duration?

    /// Options that have no name here, by the server's names.
    public var further: BSONDocument

    /// Creates options, to be changed one by one.
    public init(
        hint: IndexHint? = nil, collation: BSONDocument? = nil, comment: BSONValue? = nil,
        maximumTime: Duration? = nil, further: BSONDocument = [:]
    ) {
        self.hint = hint
        self.collation = collation
        self.comment = comment
        self.maximumTime = maximumTime
        self.further = further
    }

    /// The options as the driver takes them.
    var document: BSONDocument {
        var document = BSONDocument()
        document.set("hint", hint)
        document.set("collation", collation)
        document.set("comment", comment)
        document.set("maxTimeMS", milliseconds: maximumTime)
        document.append(contentsOf: further)
        return document
    }
}
