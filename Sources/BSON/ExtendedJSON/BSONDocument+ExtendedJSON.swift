extension BSONDocument {
    /// Creates a document from Extended JSON, canonical or relaxed.
    ///
    ///     let filter = try BSONDocument(extendedJSON: #"{"views": {"$gt": 5}}"#)
    ///
    /// Keys stay in order, and one that occurs twice is kept twice. A number
    /// without a fraction takes the smallest integer that holds it. The outermost
    /// object is always a document, whatever its keys look like.
    ///
    /// - Throws: ``BSONError`` that says where the text is wrong.
    public init(extendedJSON text: String) throws(BSONError) {
        try self.init(extendedJSON: text.utf8Span.span)
    }

    /// Creates a document from the bytes of Extended JSON.
    ///
    /// - Throws: ``BSONError`` that says where the text is wrong, also if it is
    ///   not UTF-8.
    public init(extendedJSON utf8: Span<UInt8>) throws(BSONError) {
        var parser = try ExtendedJSONParser(utf8)
        var writer = BSONWriter(capacity: utf8.count)
        try parser.document(into: &writer)
        try parser.scanner.finish()
        try self.init(writer.finish())
    }

    /// Returns the document as Extended JSON on one line.
    public func extendedJSON(_ format: ExtendedJSONFormat = .relaxed) -> String {
        BSONValue.document(self).extendedJSON(format)
    }
}

extension BSONDocument: CustomStringConvertible {
    /// The document as relaxed Extended JSON.
    ///
    /// It holds every value, so it belongs into no log.
    public var description: String { extendedJSON() }
}
