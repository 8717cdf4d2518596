extension Dictionary: BSONDecodable where Key: BSONKey, Value: BSONDecodable {
    /// Reads a document; of a key that occurs twice the last value counts.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or has a key that
    ///   `Key` does not know.
    @inlinable
    public init(from reader: inout BSONReader) throws(BSONError) {
        guard reader.type == .document else { throw reader.mismatch("document") }
        self.init()
        while let element = try reader.next() {
            let name = try element.key()
            var value = element.value
            do throws(BSONError) {
                guard let key = Key(bsonKey: name) else {
                    throw BSONError(.unexpectedValue(expected: "key of type \(Key.self)"))
                }
                self[key] = try Value(from: &value)
            } catch {
                throw error.insideEntry(name)
            }
        }
    }
}

extension Dictionary: BSONEncodable where Key: BSONKey, Value: BSONEncodable {
    /// Writes a document, ordered by key.
    ///
    /// Equal dictionaries are then equal bytes. A key with a NUL in it is the
    /// writer's ``BSONWriter/failure``.
    @inlinable
    public func write(to writer: inout BSONWriter) {
        let elements = map { (key: $0.key.bsonKey, value: $0.value) }
        writer.document { writer in
            for (key, value) in elements.sorted(by: { $0.key < $1.key }) {
                writer.append(key: key, value)
            }
        }
    }
}
