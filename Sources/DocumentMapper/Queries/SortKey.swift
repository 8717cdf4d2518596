import BSON

/// A field, and the direction to sort or index it in.
public struct SortKey<Model>: Sendable, Hashable {
    let path: String
    let isAscending: Bool

    /// Whether the order is that of the score of a text search, and of no field.
    var isTextScore = false

    /// How well a document meets
    /// ``Filter/search(_:language:caseSensitive:diacriticSensitive:)``, the best
    /// first.
    public static var textScore: SortKey {
        SortKey(path: "textScore", isAscending: false, isTextScore: true)
    }

    /// The direction as MongoDB writes it.
    var direction: Int32 { isAscending ? 1 : -1 }

    /// The same field in the other direction.
    var reversed: SortKey { SortKey(path: path, isAscending: !isAscending) }
}

extension Field {
    /// From the least value to the greatest.
    public var ascending: SortKey<Root> { SortKey(path: dottedPath, isAscending: true) }

    /// From the greatest value to the least.
    public var descending: SortKey<Root> { SortKey(path: dottedPath, isAscending: false) }
}

extension AnyElement {
    /// From the document with the least element to that with the greatest of
    /// least elements.
    public var ascending: SortKey<Root> { SortKey(path: dottedPath, isAscending: true) }

    /// From the document with the greatest element to that with the least of
    /// greatest elements.
    public var descending: SortKey<Root> { SortKey(path: dottedPath, isAscending: false) }
}

extension Sequence {
    /// The fields and directions in order.
    func document<Model>() throws(BSONError) -> BSONDocument where Element == SortKey<Model> {
        var document = BSONDocument()
        for key in self {
            let value: BSONValue =
                key.isTextScore ? ["$meta": "textScore"] : .int32(key.direction)
            try document.append(key: key.path, value)
        }
        return document
    }
}
