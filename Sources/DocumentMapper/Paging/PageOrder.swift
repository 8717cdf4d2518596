import BSON

/// The total order of a query, and conditions on what lies beyond a position in it.
struct PageOrder {
    /// What documents are sorted by; the last key tells any two apart.
    let keys: [SortOrder]

    /// Completes the order of a query by the identifier.
    ///
    /// It has the direction of the key before it, so that an index of both serves the
    /// query.
    ///
    /// - Throws: `BSONError` if the order is that of no field.
    init(_ keys: [SortOrder]) throws(BSONError) {
        guard !keys.contains(where: \.isTextScore) else {
            throw BSONError(.unexpectedValue(expected: "order of fields"), path: "textScore")
        }
        if let end = keys.firstIndex(where: { $0.path == "_id" }) {
            self.keys = Array(keys[...end])
        } else {
            self.keys =
                keys + [SortOrder(path: "_id", isAscending: keys.last?.isAscending ?? true)]
        }
    }

    /// A number that tells the order from others (FNV-1a).
    var signature: Int32 {
        var hash: UInt32 = 2_166_136_261
        for key in keys {
            for byte in "\(key.path)\(key.isAscending ? "<" : ">")".utf8 {
                hash = (hash ^ UInt32(byte)) &* 16_777_619
            }
        }
        return Int32(bitPattern: hash)
    }

    /// Reads the values of the keys in a document, null for one that is missing, as the
    /// server sorts it.
    ///
    /// - Throws: `BSONError` if one is an array, which has no one place in the order.
    func values(in reader: BSONReader) throws(BSONError) -> [BSONValue] {
        var values: [BSONValue] = []
        for key in keys {
            let value = try reader.value(at: key.path, as: BSONValue.self) ?? .null
            guard value.canBePosition else {
                throw BSONError(
                    .mismatch(expected: "value to sort by", found: value.type), path: key.path)
            }
            values.append(value)
        }
        return values
    }

    /// The condition on documents behind a position, or before it.
    func condition(beyond cursor: PageCursor) -> Condition {
        var positions: [Condition] = []
        var equal = Condition.every
        for (key, value) in zip(keys, cursor.values) {
            let isAscending = key.isAscending != cursor.isBackward
            if let beyond = Condition(key.path, beyond: value, isAscending: isAscending) {
                positions.append(equal && beyond)
            }
            equal = equal && Condition(key.path, "$eq", value)
        }
        if cursor.isInclusive { positions.append(equal) }
        guard !positions.isEmpty else { return !Condition.every }
        return bound(by: cursor) && Condition("$or", of: positions)
    }

    /// What follows from the condition for the first key alone: it tells the server where
    /// in an index to begin.
    private func bound(by cursor: PageCursor) -> Condition {
        guard let key = keys.first, let value = cursor.values.first, !value.isUnordered else {
            return .every
        }
        return key.isAscending != cursor.isBackward
            ? Condition(key.path, "$gte", value) : Condition(key.path, "$not") { ["$gt": value] }
    }
}

extension BSONValue {
    /// Whether `$lt` and `$gt` match nothing next to the value.
    fileprivate var isUnordered: Bool {
        switch self {
        case .null: true
        case .double(let number): number.isNaN
        default: false
        }
    }
}

extension Condition {
    /// What comes behind a value in the order of a field; `nil` where nothing
    /// can.
    ///
    /// A missing field sorts as null, and null before every value; but `$lt` and `$gt`
    /// compare only values of one type, and no number with NaN, which sorts before the
    /// numbers.
    fileprivate init?(_ path: String, beyond value: BSONValue, isAscending: Bool) {
        switch (value, isAscending) {
        case (.null, true): self.init(path, "$ne", BSONValue.null)
        case (.null, false): return nil
        case (.double(let number), true) where number.isNaN:
            self.init(path, "$gte", -Double.infinity)
        case (.double(let number), false) where number.isNaN:
            self.init(path, "$eq", BSONValue.null)
        case (_, true): self.init(path, "$gt", value)
        case (_, false): self.init(path, "$not") { ["$gte": value] }
        }
    }
}
