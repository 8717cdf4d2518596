import BSON

/// An index, reduced to what decides whether two are the same.
struct StoredIndex: Equatable {
    let name: String

    /// The fields in order, each with its direction or kind.
    let keys: [Key]

    private let isUnique: Bool
    private let isSparse: Bool
    private let expireAfterSeconds: Double?
    private let condition: BSONValue?

    struct Key: Equatable {
        let path: String
        let direction: BSONValue
    }

    /// Reads a definition: ours, or one that the server listed.
    init(_ definition: BSONDocument) throws(BSONError) {
        var reader = BSONReader(definition.bytes.span)
        let keys: BSONDocument = try reader.require("key")
        self.keys = keys.map { Key(path: $0.key, direction: $0.value.asNumber) }
        name = try reader.require("name")
        isUnique = try reader.value("unique") ?? false
        isSparse = try reader.value("sparse") ?? false
        expireAfterSeconds = try reader.value("expireAfterSeconds")
        condition = try reader.value("partialFilterExpression")
    }

    /// Whether both do the same, whatever they are called.
    func doesTheSame(as other: StoredIndex) -> Bool {
        keys == other.keys && isUnique == other.isUnique && isSparse == other.isSparse
            && expireAfterSeconds == other.expireAfterSeconds && condition == other.condition
    }
}

extension BSONValue {
    /// The value with every number as the same type, since a shell writes `1` as
    /// another than a program does.
    fileprivate var asNumber: BSONValue {
        switch self {
        case .int32(let number): .double(Double(number))
        case .int64(let number): .double(Double(number))
        default: self
        }
    }
}
