/// A type whose `Codable` conformance says how it is stored.
///
///     struct Address: Codable { var street: String, since: Date }
///     extension Address: BSONCoded {}
///
/// It can then be a field like any other. Within it, whatever is ``BSONCodable``
/// keeps its own form: an `ObjectID`, a `Date`, a `UUID`, `Data` are what they are
/// in any document. This takes a detour through `Codable`'s containers; a type
/// that is read a million times should be ``BSONCodable`` itself.
public protocol BSONCoded: Codable, BSONCodable {}

extension BSONCoded {
    /// Reads a value as `Decodable` says.
    ///
    /// - Throws: ``BSONError`` for any error that it throws.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let value = CodedValue(copying: reader)
        do {
            self = try Self(from: CodedDecoder(value: value, codingPath: []))
        } catch {
            throw BSONError(error, expected: "\(Self.self)")
        }
    }

    /// Writes a value as `Encodable` says.
    ///
    /// An error that it throws is the writer's ``BSONWriter/failure``.
    public func write(to writer: inout BSONWriter) {
        let node = CodedNode()
        do {
            try encode(to: CodedEncoder(node: node, codingPath: []))
            node.write(to: &writer)
        } catch {
            let error = BSONError(error, expected: "\(Self.self)")
            writer.fail(error.reason, at: error.path)
        }
    }
}

extension BSONError {
    /// Creates the error that stands for one of `Codable`.
    ///
    /// The description of those may show a value, so it is left behind.
    init(_ error: any Error, expected: String) {
        switch error {
        case let error as BSONError: self = error
        case DecodingError.keyNotFound(let key, let context):
            self.init(.missing, path: Self.path(context.codingPath + [key]))
        case DecodingError.valueNotFound(_, let context):
            self.init(.missing, path: Self.path(context.codingPath))
        case DecodingError.typeMismatch(let type, let context):
            self.init(.unexpectedValue(expected: "\(type)"), path: Self.path(context.codingPath))
        case DecodingError.dataCorrupted(let context):
            self.init(.unexpectedValue(expected: expected), path: Self.path(context.codingPath))
        case EncodingError.invalidValue(_, let context):
            self.init(.unexpectedValue(expected: expected), path: Self.path(context.codingPath))
        default: self.init(.unexpectedValue(expected: expected))
        }
    }

    /// Returns keys as a dotted path.
    static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
