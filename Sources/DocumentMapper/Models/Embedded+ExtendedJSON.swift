public import BSON

extension Embedded {
    /// Creates a value from Extended JSON, canonical or relaxed.
    ///
    ///     let post = try Post(extendedJSON: text)
    ///     let copy = try post.extendedJSON(.canonical)
    ///
    /// The keys are those of the database, so what one writes another can import.
    ///
    /// - Throws: `BSONError` that says where the text is wrong, or which field.
    public init(extendedJSON text: String) throws(BSONError) {
        let document = try BSONDocument(extendedJSON: text)
        var reader = BSONReader(document.bytes.span)
        try self.init(from: &reader)
    }

    /// Returns the value as it is stored, as Extended JSON on one line.
    ///
    /// - Throws: `BSONError` if it has something that BSON cannot hold.
    public func extendedJSON(_ format: ExtendedJSONFormat = .relaxed) throws(BSONError) -> String {
        try BSONDocument(encoding: self).extendedJSON(format)
    }
}
