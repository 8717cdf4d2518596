/// Tells a `Codable` type what is stored.
struct CodedDecoder: Decoder {
    let value: CodedValue
    let codingPath: [any CodingKey]

    /// Nothing; the protocol wants it to be of `Any`.
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard value.type == .document else { throw mismatch("document") }
        return KeyedDecodingContainer(CodedKeyedDecoding(try elements(), codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard value.type == .array else { throw mismatch("array") }
        return CodedUnkeyedDecoding(values: try elements().map(\.value), codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    /// The error of a value that is not what was asked for.
    private func mismatch(_ expected: String) -> BSONError {
        failure(.mismatch(expected: expected, found: value.type))
    }

    private func failure(_ reason: BSONError.Reason) -> BSONError {
        BSONError(reason, path: BSONError.path(codingPath))
    }

    private func elements() throws(BSONError) -> [(key: String, value: CodedValue)] {
        do throws(BSONError) {
            return try value.elements()
        } catch {
            throw seenFromOutside(error)
        }
    }

    private func read<Value: BSONDecodable>(_ type: Value.Type) throws(BSONError) -> Value {
        do throws(BSONError) {
            return try value.read(as: type)
        } catch {
            throw seenFromOutside(error)
        }
    }

    private func seenFromOutside(_ error: BSONError) -> BSONError {
        codingPath.isEmpty ? error : error.inside(BSONError.path(codingPath))
    }
}

extension CodedDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { value.isNull }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let native = type as? any BSONDecodable.Type, let value = try read(native) as? Value {
            return value
        }
        if let integer = type as? any BinaryInteger.Type {
            guard let value = try exactly(integer, read(Int64.self)) as? Value else {
                throw failure(.unexpectedValue(expected: "\(type)"))
            }
            return value
        }
        return try Value(from: self)
    }

    private func exactly<Integer: BinaryInteger>(_ type: Integer.Type, _ value: Int64) -> Integer? {
        Integer(exactly: value)
    }
}
