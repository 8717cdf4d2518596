/// Any value that BSON can hold.
public enum BSONValue: Hashable, Sendable {
    /// A 64-bit floating-point number.
    case double(Double)
    /// Text.
    case string(String)
    /// An embedded document.
    case document(BSONDocument)
    /// An array.
    case array(BSONArray)
    /// Bytes with a subtype.
    case binary(BSONBinary)
    /// The deprecated undefined value.
    case undefined
    /// An identifier.
    case objectID(ObjectID)
    /// True or false.
    case bool(Bool)
    /// A date, in milliseconds since 1970.
    ///
    /// BSON knows dates that `Date` can only round, so the number is kept.
    case date(milliseconds: Int64)
    /// The null value.
    case null
    /// A regular expression.
    case regularExpression(BSONRegularExpression)
    /// The deprecated pointer into another collection.
    case dbPointer(namespace: String, id: ObjectID)
    /// JavaScript code.
    case javascript(String)
    /// The deprecated symbol.
    case symbol(String)
    /// JavaScript code with the variables it sees.
    case javascriptWithScope(code: String, scope: BSONDocument)
    /// A 32-bit integer.
    case int32(Int32)
    /// MongoDB's internal timestamp.
    case timestamp(BSONTimestamp)
    /// A 64-bit integer.
    case int64(Int64)
    /// A 128-bit decimal number.
    case decimal128(Decimal128)
    /// What sorts before every other value.
    case minKey
    /// What sorts after every other value.
    case maxKey
}

extension BSONValue {
    /// Creates the value that `value` writes.
    ///
    /// - Throws: ``BSONError`` if it writes nothing, or something that BSON
    ///   cannot hold.
    public init(encoding value: some BSONEncodable) throws(BSONError) {
        var writer = BSONWriter()
        writer.document { $0.append("", value) }
        let bytes = try writer.finish()
        var reader = BSONReader(bytes.span)
        guard let element = try reader.next() else { throw BSONError(.missing) }
        var field = element.value
        self = try BSONValue(from: &field)
    }

    /// The type of the value.
    public var type: BSONType {
        switch self {
        case .double: .double
        case .string: .string
        case .document: .document
        case .array: .array
        case .binary: .binary
        case .undefined: .undefined
        case .objectID: .objectID
        case .bool: .bool
        case .date: .date
        case .null: .null
        case .regularExpression: .regularExpression
        case .dbPointer: .dbPointer
        case .javascript: .javascript
        case .symbol: .symbol
        case .javascriptWithScope: .javascriptWithScope
        case .int32: .int32
        case .timestamp: .timestamp
        case .int64: .int64
        case .decimal128: .decimal128
        case .minKey: .minKey
        case .maxKey: .maxKey
        }
    }
}
