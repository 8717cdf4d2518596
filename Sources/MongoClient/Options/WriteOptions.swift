public import BSON

/// How to find and change documents: for updates, replacements and deletions.
public struct WriteOptions: Hashable, Sendable {
    /// The index to use.
    public var hint: IndexHint?

    /// The language whose rules compare text.
    public var collation: BSONDocument?

    /// What the server's logs and profiles show beside the write.
    public var comment: BSONValue?

    /// The values that `$$name` refers to in expressions of the filter and the update.
    public var variables: BSONDocument?

    /// Whether to write what breaks the rules of the collection.
    public var bypassesValidation: Bool?

    /// How long the server may work on it.
    public var maximumTime: Duration?

    /// Options that have no name here, by the server's names.
    public var further: BSONDocument

    /// Creates options, to be changed one by one.
    public init(
        hint: IndexHint? = nil, collation: BSONDocument? = nil, comment: BSONValue? = nil,
        variables: BSONDocument? = nil, further: BSONDocument = [:]
    ) {
        self.hint = hint
        self.collation = collation
        self.comment = comment
        self.variables = variables
        self.further = further
    }

    /// The options of an update or a replacement as the driver takes them.
    func changeDocument(upsert: Bool, arrayFilters: [BSONDocument] = []) -> BSONDocument {
        var document = document(upsert: upsert, arrayFilters: arrayFilters)
        // BSON_VALIDATE_UTF8 and _UTF8_ALLOW_NULL. By default the driver refuses empty keys
        // too, which MongoDB stores.
        document.append("validate", Int32(1 << 0 | 1 << 3))
        return document
    }

    /// The options as the driver takes them.
    func document(upsert: Bool = false, arrayFilters: [BSONDocument] = []) -> BSONDocument {
        var document = BSONDocument()
        if upsert { document.append("upsert", true) }
        if !arrayFilters.isEmpty { document.append("arrayFilters", arrayFilters) }
        document.set("hint", hint)
        document.set("collation", collation)
        document.set("comment", comment)
        document.set("let", variables)
        document.set("bypassDocumentValidation", bypassesValidation)
        document.set("maxTimeMS", milliseconds: maximumTime)
        document.append(contentsOf: further)
        return document
    }
}
