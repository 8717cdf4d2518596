/// Tells the values of an array, one after another.
struct CodedUnkeyedDecoding: UnkeyedDecodingContainer {
    let values: [CodedValue]
    let codingPath: [any CodingKey]
    private(set) var currentIndex = 0

    init(values: [CodedValue], codingPath: [any CodingKey]) {
        self.values = values
        self.codingPath = codingPath
    }

    var count: Int? { values.count }

    var isAtEnd: Bool { currentIndex == values.count }

    mutating func decodeNil() throws -> Bool {
        // Only a null is used up: what else is there will be asked for.
        let isNull = try current().decodeNil()
        if isNull { currentIndex += 1 }
        return isNull
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try next { try $0.decode(type) }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try next { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try next { $0 }
    }

    private func current() throws(BSONError) -> CodedDecoder {
        let path = codingPath + [CodedKey(intValue: currentIndex)]
        guard !isAtEnd else { throw BSONError(.missing, path: BSONError.path(path)) }
        return CodedDecoder(value: values[currentIndex], codingPath: path)
    }

    private mutating func next<Value>(_ body: (CodedDecoder) throws -> Value) throws -> Value {
        let value = try body(current())
        currentIndex += 1
        return value
    }
}
