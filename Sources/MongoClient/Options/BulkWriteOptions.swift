public import BSON

/// How to send many writes at once.
public struct BulkWriteOptions: Hashable, Sendable {
    /// What the server's logs and profiles show beside the writes.
    public var comment: BSONValue?

    /// The values that `$$name` refers to in expressions of updates and deletions.
    public var variables: BSONDocument?

    /// Whether to write what breaks the rules of the collection.
    public var bypassesValidation: Bool?

    /// Options that have no name here, by the server's names.
    public var further: BSONDocument

    /// Creates options, to be changed one by one.
    public init(
        comment: BSONValue? = nil, variables: BSONDocument? = nil,
        bypassesValidation: Bool? = nil, further: BSONDocument = [:]
    ) {
        self.comment = comment
        self.variables = variables
        self.bypassesValidation = bypassesValidation
        self.further = further
    }

    /// The options as the driver takes them.
    func document(ordered: Bool) -> BSONDocument {
        var document: BSONDocument = ["ordered": .bool(ordered)]
        document.set("comment", comment)
        document.set("let", variables)
        document.set("bypassDocumentValidation", bypassesValidation)
        document.append(contentsOf: further)
        return document
    }
}
