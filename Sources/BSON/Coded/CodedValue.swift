/// A value within bytes that it shares with the values around it.
///
/// A reader cannot outlive the bytes it looks at and a `Decoder` must be able to,
/// so this keeps the bytes and makes a reader for each look.
struct CodedValue {
    let type: BSONType
    private let bytes: [UInt8]
    private let range: Range<Int>
    private let depth: Int

    init(copying reader: borrowing BSONReader) {
        type = reader.type
        bytes = reader.bytes.copied()
        range = 0..<bytes.count
        depth = reader.depth
    }

    private init(type: BSONType, bytes: [UInt8], range: Range<Int>, depth: Int) {
        self.type = type
        self.bytes = bytes
        self.range = range
        self.depth = depth
    }

    var isNull: Bool { type == .null || type == .undefined }

    /// Reads the value.
    func read<Value: BSONDecodable>(as type: Value.Type) throws(BSONError) -> Value {
        var reader = BSONReader(type: self.type, bytes: bytes.span.extracting(range), depth: depth)
        return try Value(from: &reader)
    }

    /// Returns the keys and values within, in order.
    func elements() throws(BSONError) -> [(key: String, value: CodedValue)] {
        var reader = BSONReader(type: type, bytes: bytes.span.extracting(range), depth: depth)
        var elements: [(key: String, value: CodedValue)] = []
        while let element = try reader.next() {
            let field = element.value
            let end = range.lowerBound + reader.position
            let value = CodedValue(
                type: field.type, bytes: bytes, range: end - field.bytes.count..<end,
                depth: field.depth)
            elements.append((try element.key(), value))
        }
        return elements
    }
}
