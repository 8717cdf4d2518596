extension Dictionary: BSONDecodable where Key == String, Value: BSONDecodable {
    /// Reads a document; of a key that occurs twice the last value counts.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    @inlinable
    public init(from reader: inout BSONReader) throws(BSONError) {
        guard reader.type == .document else { throw reader.mismatch("document") }
        self.init()
        while let element = try reader.next() {
            let key = try element.key()
            var value = element.value
            do throws(BSONError) {
                self[key] = try Value(from: &value)
            } catch {
                throw error.inside(key)
            }
        }
    }
}

extension Dictionary: BSONEncodable where Key == String, Value: BSONEncodable {
    /// Writes a document, ordered by key.
    ///
    /// Equal dictionaries are then equal bytes. A key with a NUL in it is the
    /// writer's ``BSONWriter/failure``.
    @inlinable
    public func write(to writer: inout BSONWriter) {
        writer.document { writer in
            for (key, value) in sorted(by: { $0.key < $1.key }) { writer.append(key: key, value) }
        }
    }
}
