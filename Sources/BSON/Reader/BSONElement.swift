/// One key of a document and a reader of its value.
public struct BSONElement: ~Escapable {
    /// The bytes of the key, not yet known to be UTF-8.
    public let name: Span<UInt8>

    /// A reader of the value.
    public let value: BSONReader

    @_lifetime(copy name, copy value)
    init(name: Span<UInt8>, value: BSONReader) {
        self.name = name
        self.value = value
    }

    /// Returns the key.
    ///
    /// - Throws: ``BSONError`` if it is not UTF-8.
    public func key() throws(BSONError) -> String {
        try name.text()
    }
}
