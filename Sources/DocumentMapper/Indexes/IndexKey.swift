import BSON

/// One field of an index, and how the index arranges it.
///
///     .on { [.ascending($0.author), .text($0.body)] }
///
/// Where every field is plainly ordered, those of a sort order do as well:
/// `.on { [$0.author.ascending, $0.createdAt.descending] }`.
public struct IndexKey<Model>: Sendable, Hashable {
    /// The dotted path of the field, or of all fields under one.
    let path: String

    /// What MongoDB writes beside the path: a direction, or the name of a kind.
    let kind: BSONValue

    /// How much a word in this field counts, in an index of words.
    let weight: Int32?

    private init(path: String, kind: BSONValue, weight: Int32? = nil) {
        self.path = path
        self.kind = kind
        self.weight = weight
    }

    init<Other>(_ key: IndexKey<Other>) {
        self.init(path: key.path, kind: key.kind, weight: key.weight)
    }

    init(_ key: SortKey<Model>) {
        self.init(path: key.order.path, kind: .int32(key.order.direction))
    }

    /// From the least value to the greatest.
    public static func ascending<Value>(_ field: Field<Model, Value>) -> IndexKey {
        IndexKey(field.ascending)
    }

    /// From the greatest value to the least.
    public static func descending<Value>(_ field: Field<Model, Value>) -> IndexKey {
        IndexKey(field.descending)
    }

    /// By the words of the text, to be searched for; a word counts `weight` times
    /// as much as in a field of weight 1.
    public static func text<Value>(_ field: Field<Model, Value>, weight: Int = 1) -> IndexKey {
        IndexKey(path: field.dottedPath, kind: "text", weight: Int32(clamping: weight))
    }

    /// By the place on the globe, for a field that holds GeoJSON (MongoDB's
    /// `2dsphere`).
    public static func place<Value>(_ field: Field<Model, Value>) -> IndexKey {
        IndexKey(path: field.dottedPath, kind: "2dsphere")
    }

    /// By a hash of the value: for equality alone, and to spread documents evenly
    /// over shards.
    public static func hashed<Value>(_ field: Field<Model, Value>) -> IndexKey {
        IndexKey(path: field.dottedPath, kind: "hashed")
    }

    /// By every field within the field, whatever they are called (MongoDB's
    /// wildcard `$**`).
    public static func everything<Value>(in field: Field<Model, Value>) -> IndexKey {
        IndexKey(path: "\(field.dottedPath).$**", kind: .int32(1))
    }

    /// By every field of the document, whatever they are called.
    public static var everything: IndexKey { IndexKey(path: "$**", kind: .int32(1)) }

    /// What the server would call it in the name of an index.
    var namePart: String {
        if case .string(let kind) = kind { "\(path)_\(kind)" } else { "\(path)_\(kind.int ?? 1)" }
    }
}
