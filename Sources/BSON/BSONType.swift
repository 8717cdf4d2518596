/// The type of a BSON value, as the byte before its key says.
public enum BSONType: UInt8, Hashable, Sendable, CaseIterable {
    /// A 64-bit floating-point number.
    case double = 0x01
    /// UTF-8 text.
    case string = 0x02
    /// An embedded document.
    case document = 0x03
    /// An array.
    case array = 0x04
    /// Bytes with a subtype.
    case binary = 0x05
    /// The deprecated undefined value.
    case undefined = 0x06
    /// A twelve-byte identifier.
    case objectID = 0x07
    /// True or false.
    case bool = 0x08
    /// Milliseconds since 1970.
    case date = 0x09
    /// The null value.
    case null = 0x0A
    /// A regular expression.
    case regularExpression = 0x0B
    /// The deprecated pointer into another collection.
    case dbPointer = 0x0C
    /// JavaScript code.
    case javascript = 0x0D
    /// The deprecated symbol.
    case symbol = 0x0E
    /// JavaScript code with the variables it sees.
    case javascriptWithScope = 0x0F
    /// A 32-bit integer.
    case int32 = 0x10
    /// MongoDB's internal timestamp.
    case timestamp = 0x11
    /// A 64-bit integer.
    case int64 = 0x12
    /// A 128-bit decimal number.
    case decimal128 = 0x13
    /// What sorts after every other value.
    case maxKey = 0x7F
    /// What sorts before every other value.
    case minKey = 0xFF
}
