/// What is asked of an index besides its fields.
public struct IndexOptions<Model: Document>: Sendable, Hashable {
    /// Whether two documents may not have the same values.
    public let isUnique: Bool

    /// How long after the date in the field the server deletes a document.
    public let expireAfter: Duration?

    /// Whether documents without the field are left out.
    public let isSparse: Bool

    /// Which documents are in the index, if not all are.
    ///
    /// The server takes comparisons other than `!=`, `exists` and `&&` here.
    public let condition: Filter<Model>?

    /// How text is compared, if not byte by byte.
    public let collation: Collation?

    /// The language whose endings and small words an index of words leaves out;
    /// English unless told otherwise, `none` for no language at all.
    public let language: String?
}
