extension BSONDocument: Sequence {
    /// Walks over keys and values in order.
    public struct Iterator: IteratorProtocol {
        private let bytes: [UInt8]
        private var position = 0

        init(_ document: BSONDocument) {
            bytes = document.bytes
        }

        /// Returns the next key and value.
        public mutating func next() -> (key: String, value: BSONValue)? {
            let bytes = self.bytes
            var reader = BSONReader(bytes.span)
            reader.position = position
            // The document was checked when it came in, so nothing throws here.
            guard let element = try? reader.next(), let key = try? element.key() else {
                return nil
            }
            position = reader.position
            var field = element.value
            guard let value = try? BSONValue(from: &field) else { return nil }
            return (key, value)
        }
    }

    /// Walks over keys and values in order.
    public func makeIterator() -> Iterator {
        Iterator(self)
    }

    /// The keys in order.
    public var keys: [String] {
        map(\.key)
    }
}

extension BSONDocument: BSONCodable {
    /// Copies a document.
    ///
    /// - Throws: ``BSONError`` if the value is no document, or malformed.
    public init(from reader: inout BSONReader) throws(BSONError) {
        self = try reader.document()
    }

    /// Writes the document as it is.
    public func write(to writer: inout BSONWriter) {
        writer.copy(BSONReader(bytes.span))
    }
}
