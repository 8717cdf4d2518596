extension BSONValue: BSONEncodable {
    /// Writes the value with its own type.
    public func write(to writer: inout BSONWriter) {
        switch self {
        case .double(let value): writer.double(value)
        case .string(let value): writer.string(value)
        case .document(let value): value.write(to: &writer)
        case .array(let value): value.write(to: &writer)
        case .binary(let value): value.write(to: &writer)
        case .undefined: _ = writer.begin(.undefined)
        case .objectID(let value): writer.objectID(value)
        case .bool(let value): writer.bool(value)
        case .date(let milliseconds): writer.date(milliseconds: milliseconds)
        case .null: writer.null()
        case .regularExpression(let value): writer.regularExpression(value)
        case .dbPointer(let namespace, let id): writer.dbPointer(namespace: namespace, id: id)
        case .javascript(let code): writer.text(code, as: .javascript)
        case .symbol(let text): writer.text(text, as: .symbol)
        case .javascriptWithScope(let code, let scope): writer.javascript(code, scope: scope)
        case .int32(let value): writer.int32(value)
        case .timestamp(let value): writer.timestamp(value)
        case .int64(let value): writer.int64(value)
        case .decimal128(let value): writer.decimal128(value)
        case .minKey: _ = writer.begin(.minKey)
        case .maxKey: _ = writer.begin(.maxKey)
        }
    }
}

extension BSONValue: BSONDecodable {
    /// Reads a value of any type.
    ///
    /// - Throws: ``BSONError`` if the bytes are malformed.
    public init(from reader: inout BSONReader) throws(BSONError) {
        self =
            switch reader.type {
            case .double: .double(try reader.double())
            case .string: .string(try reader.string())
            case .document: .document(try reader.document())
            case .array: .array(try BSONArray(from: &reader))
            case .binary: .binary(try reader.binary())
            case .undefined: .undefined
            case .objectID: .objectID(try reader.objectID())
            case .bool: .bool(try reader.bool())
            case .date: .date(milliseconds: try reader.dateMilliseconds())
            case .null: .null
            case .regularExpression: .regularExpression(try reader.regularExpression())
            case .dbPointer: try reader.dbPointer()
            case .javascript: .javascript(try reader.text())
            case .symbol: .symbol(try reader.text())
            case .javascriptWithScope: try reader.javascriptWithScope()
            case .int32: .int32(try reader.int32())
            case .timestamp: .timestamp(try reader.timestamp())
            case .int64: .int64(try reader.int64())
            case .decimal128: .decimal128(try reader.decimal128())
            case .minKey: .minKey
            case .maxKey: .maxKey
            }
    }
}
