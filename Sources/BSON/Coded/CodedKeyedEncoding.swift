/// Takes the keys and values of a document.
struct CodedKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: CodedNode
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) {
        node.child(key.stringValue).set(BSONValue.null)
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        try CodedEncoder.encode(
            value, into: node.child(key.stringValue), codingPath: codingPath + [key])
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        encoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder(CodedKey.parent) }

    func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }

    private func encoder(_ key: some CodingKey) -> CodedEncoder {
        CodedEncoder(node: node.child(key.stringValue), codingPath: codingPath + [key])
    }
}
