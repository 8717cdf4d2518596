public import struct FoundationEssentials.Date

extension BSONValue: ExpressibleByStringLiteral {
    /// Creates text.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension BSONValue: ExpressibleByStringInterpolation {}

extension BSONValue: ExpressibleByIntegerLiteral {
    /// Creates a 64-bit integer, as `Int` writes.
    public init(integerLiteral value: Int64) { self = .int64(value) }
}

extension BSONValue: ExpressibleByFloatLiteral {
    /// Creates a floating-point number.
    public init(floatLiteral value: Double) { self = .double(value) }
}

extension BSONValue: ExpressibleByBooleanLiteral {
    /// Creates a boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension BSONValue: ExpressibleByNilLiteral {
    /// Creates the null value.
    public init(nilLiteral: ()) { self = .null }
}

extension BSONValue: ExpressibleByArrayLiteral {
    /// Creates an array.
    public init(arrayLiteral elements: BSONValue...) { self = .array(BSONArray(elements)) }
}

extension BSONValue: ExpressibleByDictionaryLiteral {
    /// Creates a document, in the order of the literal.
    public init(dictionaryLiteral elements: (String, BSONValue)...) {
        self = .document(BSONDocument(literal: elements))
    }
}

extension BSONValue {
    /// Creates a date, truncated to milliseconds.
    public static func date(_ date: Date) -> BSONValue {
        .date(milliseconds: date.bsonMilliseconds)
    }

    /// Creates an integer of 64 bits.
    public static func int(_ value: Int) -> BSONValue {
        .int64(Int64(value))
    }
}
