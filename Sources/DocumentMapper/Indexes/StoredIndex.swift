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
    private let weights: [String: Double]
    private let language: String?
    private let collation: BSONDocument?

    struct Key: Equatable {
        let path: String
        let direction: BSONValue
    }

    /// Reads a definition: ours, or one that the server listed.
    init(_ definition: BSONDocument) throws(BSONError) {
        var reader = BSONReader(definition.bytes.span)
        let weights: [String: Double] = try reader.value("weights") ?? [:]
        let keys: BSONDocument = try reader.require("key")
        self.keys = Self.withWords(of: weights, keys)
        self.weights = weights
        name = try reader.require("name")
        isUnique = try reader.value("unique") ?? false
        isSparse = try reader.value("sparse") ?? false
        expireAfterSeconds = try reader.value("expireAfterSeconds")
        condition = try reader.value("partialFilterExpression")
        let language: String? = try reader.value("default_language")
        self.language = weights.isEmpty ? nil : language ?? "english"
        collation = try reader.value("collation")
    }

    /// Whether both do the same, whatever they are called.
    func doesTheSame(as declared: StoredIndex) -> Bool {
        keys == declared.keys && isUnique == declared.isUnique && isSparse == declared.isSparse
            && expireAfterSeconds == declared.expireAfterSeconds && condition == declared.condition
            && weights == declared.weights && language == declared.language
            && hasCollation(declared.collation)
    }

    /// Whether the collation is the declared one.
    ///
    /// The server lists one with all that was left to it, so only what was declared
    /// is compared.
    private func hasCollation(_ declared: BSONDocument?) -> Bool {
        guard let declared, let collation else { return declared == nil && collation == nil }
        return declared.allSatisfy { collation[$0.key]?.asNumber == $0.value.asNumber }
    }

    /// Names the fields of an index of words.
    ///
    /// The server lists them as the two keys of its own, `_fts` and `_ftsx`, and
    /// names the fields only among the weights.
    private static func withWords(
        of weights: [String: Double], _ keys: BSONDocument
    ) -> [Key] {
        let words = weights.keys.sorted().map { Key(path: $0, direction: "text") }
        var named: [Key] = []
        var hasWords = false
        for (path, direction) in keys where path != "_ftsx" {
            guard direction == "text" else {
                named.append(Key(path: path, direction: direction.asNumber))
                continue
            }
            if !hasWords { named += words }
            hasWords = true
        }
        return named
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
