extension BSONValue {
    /// Creates a value from Extended JSON, canonical or relaxed.
    ///
    /// - Throws: ``BSONError`` that says where the text is wrong.
    public init(extendedJSON text: String) throws(BSONError) {
        var parser = try ExtendedJSONParser(text.utf8Span.span)
        var writer = BSONWriter(capacity: text.utf8.count)
        try parser.lone(into: &writer)
        try parser.scanner.finish()
        let bytes = try writer.finish()
        let reader = BSONReader(bytes.span)
        try reader.validate()
        var elements = reader
        guard let element = try elements.next() else { throw BSONError(.missing) }
        var field = element.value
        self = try BSONValue(from: &field)
    }

    /// Returns the value as Extended JSON on one line.
    public func extendedJSON(_ format: ExtendedJSONFormat = .relaxed) -> String {
        var writer = ExtendedJSONWriter(format: format)
        writer.append(self)
        return String(decoding: writer.text, as: UTF8.self)
    }
}

extension BSONValue: CustomStringConvertible {
    /// The value as relaxed Extended JSON.
    public var description: String { extendedJSON() }
}
