/// Takes the values of an array.
struct CodedUnkeyedEncoding: UnkeyedEncodingContainer {
    let node: CodedNode
    let codingPath: [any CodingKey]

    var count: Int { node.count }

    func encodeNil() { node.nextChild().set(BSONValue.null) }

    func encode(_ value: some Encodable) throws {
        let encoder = encoder()
        try CodedEncoder.encode(value, into: encoder.node, codingPath: encoder.codingPath)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        encoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        encoder().unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder() }

    private func encoder() -> CodedEncoder {
        let key = CodedKey(intValue: count)
        return CodedEncoder(node: node.nextChild(), codingPath: codingPath + [key])
    }
}
