extension BSONWriter {
    /// Writes an element.
    @inlinable
    public mutating func append<Value: BSONEncodable>(_ key: StaticString, _ value: Value) {
        guard let start = beginElement(key) else { return }
        value.write(to: &self)
        endElement(start)
    }

    /// Writes an element, or nothing for `nil`.
    @inlinable
    public mutating func append<Value: BSONEncodable>(_ key: StaticString, _ value: Value?) {
        guard let value else { return }
        append(key, value)
    }

    /// Writes an element whose key is not known before the program runs.
    ///
    /// A key with a NUL in it is a ``failure``.
    @inlinable
    public mutating func append<Value: BSONEncodable>(key: String, _ value: Value) {
        guard let start = beginElement(key) else { return }
        value.write(to: &self)
        endElement(start)
    }

    /// Writes an element as it stands in other bytes, without looking into it.
    public mutating func append(key: String, copying value: borrowing BSONReader) {
        guard let start = beginElement(key) else { return }
        copy(value)
        endElement(start)
    }

    /// Writes a null.
    @inlinable
    public mutating func appendNull(_ key: StaticString) {
        guard let start = beginElement(key) else { return }
        null()
        endElement(start)
    }

    /// Writes the next value of an array.
    @inlinable
    public mutating func append<Value: BSONEncodable>(_ value: Value) {
        guard let start = beginItem() else { return }
        value.write(to: &self)
        endItem(start)
    }

    /// Writes a document: at the top, or as the value of the key just written.
    @inlinable
    public mutating func document(_ body: (inout BSONWriter) -> Void) {
        guard let frame = beginDocument() else { return }
        body(&self)
        end(frame)
    }

    /// Writes an array as the value of the key just written.
    ///
    /// The keys `"0"`, `"1"` and so on are written for you.
    @inlinable
    public mutating func array(_ body: (inout BSONWriter) -> Void) {
        guard let frame = beginArray() else { return }
        body(&self)
        end(frame)
    }

    /// Writes an element whose value is a document.
    @inlinable
    public mutating func document(_ key: StaticString, _ body: (inout BSONWriter) -> Void) {
        guard let start = beginElement(key) else { return }
        document(body)
        endElement(start)
    }

    /// Writes an element whose value is a document, under a key that is not known
    /// before the program runs.
    @inlinable
    public mutating func document(key: String, _ body: (inout BSONWriter) -> Void) {
        guard let start = beginElement(key) else { return }
        document(body)
        endElement(start)
    }

    /// Writes an element whose value is an array.
    @inlinable
    public mutating func array(_ key: StaticString, _ body: (inout BSONWriter) -> Void) {
        guard let start = beginElement(key) else { return }
        array(body)
        endElement(start)
    }

    /// Writes an element whose value is an array, under a key that is not known
    /// before the program runs.
    @inlinable
    public mutating func array(key: String, _ body: (inout BSONWriter) -> Void) {
        guard let start = beginElement(key) else { return }
        array(body)
        endElement(start)
    }
}
