/// A field, and the direction to sort or index it in.
public struct SortKey<Model>: Sendable, Hashable {
    let order: SortOrder

    init(_ order: SortOrder) {
        self.order = order
    }

    init(path: String, isAscending: Bool) {
        order = SortOrder(path: path, isAscending: isAscending)
    }

    /// How well a document meets
    /// ``Filter/search(_:language:caseSensitive:diacriticSensitive:)``, the best
    /// first.
    public static var textScore: SortKey {
        SortKey(SortOrder(path: "textScore", isAscending: false, isTextScore: true))
    }
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
