extension Set: BSONDecodable where Element: BSONDecodable {
    /// Reads an array; what it holds twice counts once.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    @inlinable
    public init(from reader: inout BSONReader) throws(BSONError) {
        self.init(try reader.array(of: Element.self))
    }
}

extension Set: BSONEncodable where Element: BSONEncodable {
    /// Writes an array, ordered by the bytes of its elements.
    ///
    /// A set has another order in every process. With one that depends on its
    /// elements alone, equal sets are equal bytes and saving one again changes
    /// nothing.
    public func write(to writer: inout BSONWriter) {
        let elements = map { element in
            var writer = BSONWriter(capacity: 32)
            writer.document { $0.append("", element) }
            return (element: element, bytes: writer.buffer)
        }
        let ordered = elements.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        ordered.map(\.element).write(to: &writer)
    }
}
