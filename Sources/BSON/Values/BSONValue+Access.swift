public import struct FoundationEssentials.Date

extension BSONValue {
    /// The integer, of 32 or 64 bits or a whole floating-point number.
    public var int: Int? {
        switch self {
        case .int32(let value): Int(value)
        case .int64(let value): Int(exactly: value)
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The number, of any type but decimal.
    public var double: Double? {
        switch self {
        case .double(let value): value
        case .int32(let value): Double(value)
        case .int64(let value): Double(value)
        default: nil
        }
    }

    /// The text.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The boolean.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The date.
    public var date: Date? {
        if case .date(let value) = self { Date(bsonMilliseconds: value) } else { nil }
    }

    /// The identifier.
    public var objectID: ObjectID? {
        if case .objectID(let value) = self { value } else { nil }
    }

    /// The embedded document.
    public var document: BSONDocument? {
        if case .document(let value) = self { value } else { nil }
    }

    /// The array.
    public var array: BSONArray? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The bytes with their subtype.
    public var binary: BSONBinary? {
        if case .binary(let value) = self { value } else { nil }
    }
}
