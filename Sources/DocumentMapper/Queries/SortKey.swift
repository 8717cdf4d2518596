import BSON

/// A field, and the direction to sort or index it in.
public struct SortKey<Model>: Sendable, Hashable {
    let path: String
    let isAscending: Bool

    /// The direction as MongoDB writes it.
    var direction: Int32 { isAscending ? 1 : -1 }
}

extension Field {
    /// From the least value to the greatest.
    public var ascending: SortKey<Root> { SortKey(path: dottedPath, isAscending: true) }

    /// From the greatest value to the least.
    public var descending: SortKey<Root> { SortKey(path: dottedPath, isAscending: false) }
}

extension Sequence {
    /// The fields and directions in order.
    func document<Model>() throws(BSONError) -> BSONDocument where Element == SortKey<Model> {
        var document = BSONDocument()
        for key in self { try document.append(key: key.path, key.direction) }
        return document
    }
}
