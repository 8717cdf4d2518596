/// Takes what a `Codable` type says of itself.
struct CodedEncoder: Encoder {
    let node: CodedNode
    let codingPath: [any CodingKey]

    /// Nothing; the protocol wants it to be of `Any`.
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.becomeDocument()
        return KeyedEncodingContainer(
            CodedKeyedEncoding<Key>(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.becomeArray()
        return CodedUnkeyedEncoding(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    /// Encodes a value into a node, in the value's own form if it has one.
    static func encode(
        _ value: some Encodable, into node: CodedNode, codingPath: [any CodingKey]
    ) throws {
        switch value {
        case let value as any BSONEncodable: node.set(value)
        case let value as any BinaryInteger: node.set(try integer(value, codingPath))
        default: try value.encode(to: CodedEncoder(node: node, codingPath: codingPath))
        }
    }

    /// Returns an integer that has no conformance of its own as one of 64 bits.
    private static func integer(
        _ value: any BinaryInteger, _ codingPath: [any CodingKey]
    ) throws -> Int64 {
        guard let integer = Int64(exactly: value) else {
            throw BSONError(
                .unexpectedValue(expected: "integer of 64 bits"), path: BSONError.path(codingPath))
        }
        return integer
    }
}

extension CodedEncoder: SingleValueEncodingContainer {
    func encodeNil() { node.set(BSONValue.null) }

    func encode(_ value: some Encodable) throws {
        try Self.encode(value, into: node, codingPath: codingPath)
    }
}
