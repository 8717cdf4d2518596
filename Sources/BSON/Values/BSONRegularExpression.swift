/// A regular expression that MongoDB evaluates.
public struct BSONRegularExpression: Hashable, Sendable {
    /// The pattern.
    public let pattern: String

    /// The options, one letter each, in alphabetical order.
    public let options: String

    /// Creates a regular expression.
    ///
    /// BSON wants the options in alphabetical order, so they are sorted.
    public init(_ pattern: String, options: String = "") {
        self.pattern = pattern
        self.options = String(options.sorted())
    }
}

extension BSONRegularExpression: BSONCodable {
    /// Reads a regular expression.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        self = try reader.regularExpression()
    }

    /// Writes a regular expression.
    public func write(to writer: inout BSONWriter) { writer.regularExpression(self) }
}
