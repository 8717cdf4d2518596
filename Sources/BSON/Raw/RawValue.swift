/// A value as the bytes that hold it, where they lie.
///
/// Nothing in it is looked at before it is asked for, so that values are compared, moved
/// and copied without knowing what they mean. Two are equal if their types and bytes are:
/// zero differs from minus zero, and every NaN equals itself.
package struct RawValue: Hashable, Sendable {
    /// The type of the value.
    package let type: BSONType

    let bytes: SharedBytes

    init(type: BSONType, bytes: SharedBytes) {
        self.type = type
        self.bytes = bytes
    }

    /// The document as a value, without a copy.
    package init(_ document: BSONDocument) {
        let bytes = document.bytes
        self.init(type: .document, bytes: SharedBytes(source: bytes, range: bytes.indices))
    }

    /// Makes a document of elements of others.
    ///
    /// - Throws: ``BSONError`` if it would be too large.
    package init(elements: [RawElement]) throws(BSONError) {
        let size = elements.reduce(5) { $0 + $1.key.range.count + $1.value.bytes.range.count + 2 }
        var writer = BSONWriter(capacity: size)
        writer.document { writer in
            for element in elements { writer.append(element) }
        }
        self.init(BSONDocument(unchecked: try writer.finish()))
    }

    /// Makes an array of values of others.
    ///
    /// - Throws: ``BSONError`` if it would be too large.
    package init(items: [RawValue]) throws(BSONError) {
        var writer = BSONWriter()
        writer.document { $0.append("", items) }
        let wrapped = RawValue(BSONDocument(unchecked: try writer.finish()))
        guard let array = try wrapped.elements().first else { throw BSONError(.missing) }
        self = array.value
    }

    /// The keys and values of a document or an array.
    ///
    /// - Throws: ``BSONError`` if the value is neither, or malformed there.
    package func elements() throws(BSONError) -> [RawElement] {
        var elements: [RawElement] = []
        var reader = BSONReader(type: type, bytes: bytes.span, depth: 0)
        while let element = try reader.next() {
            let value = reader.position - element.value.bytes.count
            let key = value - 1 - element.name.count
            elements.append(
                RawElement(
                    key: bytes.part(key..<value - 1),
                    value: RawValue(
                        type: element.value.type, bytes: bytes.part(value..<reader.position))))
        }
        return elements
    }

    /// The values of an array.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or malformed there.
    package func items() throws(BSONError) -> [RawValue] {
        try elements().map(\.value)
    }

    /// The first value of a key, or `nil`, also if this is no document.
    ///
    /// - Throws: ``BSONError`` if the value is a malformed document.
    package func value(_ key: StaticString) throws(BSONError) -> RawValue? {
        guard type == .document else { return nil }
        var reader = BSONReader(bytes.span)
        guard let value = try reader.find(key) else { return nil }
        let end = reader.position
        return RawValue(
            type: value.type, bytes: bytes.part(end - value.bytes.count..<end))
    }
}

extension RawValue: BSONEncodable {
    /// Writes the value as it is.
    package func write(to writer: inout BSONWriter) {
        writer.copy(BSONReader(type: type, bytes: bytes.span, depth: 0))
    }
}

extension BSONWriter {
    /// Writes an element as it is.
    fileprivate mutating func append(_ element: RawElement) {
        append(key: element.key.span)
        expectation = .value
        element.value.write(to: &self)
        expectation = .element
    }
}

extension BSONDocument {
    /// Copies a document out of others, or takes what is one by itself.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    package init(_ value: RawValue) throws(BSONError) {
        guard value.type == .document else {
            throw BSONError(.mismatch(expected: "document", found: value.type))
        }
        let bytes = value.bytes
        let isWhole = bytes.range == bytes.source.indices
        self.init(unchecked: isWhole ? bytes.source : bytes.span.copied())
    }
}
