import BSON

extension BSONValue {
    /// Whether two numbers are the same; `nil` unless both are numbers other than
    /// decimals.
    func isNumericallyEqual(to other: BSONValue) -> Bool? {
        switch (self, other) {
        case (.double(let one), .double(let two)): one == two || (one.isNaN && two.isNaN)
        case (.double(let one), _): other.integer.map { Int64(exactly: one) == $0 }
        case (_, .double(let two)): integer.map { Int64(exactly: two) == $0 }
        default: integer.flatMap { one in other.integer.map { one == $0 } }
        }
    }

    private var integer: Int64? {
        switch self {
        case .int32(let value): Int64(value)
        case .int64(let value): value
        default: nil
        }
    }

    /// Whether two values are the same but for the order of keys.
    func isEqualInAnyOrder(to other: BSONValue) -> Bool {
        switch (self, other) {
        case (.document(let one), .document(let two)):
            one.isEqualInAnyOrder(to: two)
        case (.array(let one), .array(let two)):
            one.count == two.count && zip(one, two).allSatisfy { $0.isEqualInAnyOrder(to: $1) }
        default: self == other
        }
    }
}

extension BSONDocument {
    /// Whether two documents are the same but for the order of keys.
    func isEqualInAnyOrder(to other: BSONDocument) -> Bool {
        keys.sorted() == other.keys.sorted()
            && allSatisfy { key, value in
                other[key].map(value.isEqualInAnyOrder) ?? false
            }
    }
}
