/// Tells the keys and values of a document.
struct CodedKeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let codingPath: [any CodingKey]
    let allKeys: [Key]
    private let values: [String: CodedValue]

    init(_ elements: [(key: String, value: CodedValue)], codingPath: [any CodingKey]) {
        self.codingPath = codingPath
        allKeys = elements.compactMap { Key(stringValue: $0.key) }
        values = Dictionary(elements.map { ($0.key, $0.value) }) { first, _ in first }
    }

    func contains(_ key: Key) -> Bool { values[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoder(key).decode(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try decoder(CodedKey.parent) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

    private func decoder(_ key: some CodingKey) throws(BSONError) -> CodedDecoder {
        let path = codingPath + [key]
        guard let value = values[key.stringValue] else {
            throw BSONError(.missing, path: BSONError.path(path))
        }
        return CodedDecoder(value: value, codingPath: path)
    }
}
