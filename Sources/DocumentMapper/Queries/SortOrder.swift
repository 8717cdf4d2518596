import BSON

/// What a ``SortKey`` says, in no model's words.
struct SortOrder: Sendable, Hashable {
    let path: String
    let isAscending: Bool

    /// Whether the order is that of the score of a text search, and of no field.
    var isTextScore = false

    /// The direction as MongoDB writes it.
    var direction: Int32 { isAscending ? 1 : -1 }

    /// The same field in the other direction.
    var reversed: SortOrder { SortOrder(path: path, isAscending: !isAscending) }
}

extension [SortOrder] {
    /// The fields and directions in order.
    func document() throws(BSONError) -> BSONDocument {
        try BSONDocument(capacity: 64) { writer in writer.document { write(to: &$0) } }
    }

    /// Writes the fields and directions in order, as the elements of a document.
    func write(to writer: inout BSONWriter) {
        for order in self {
            if order.isTextScore {
                writer.document(key: order.path) { $0.append("$meta", "textScore") }
            } else {
                writer.append(key: order.path, order.direction)
            }
        }
    }
}

extension Sequence {
    /// The fields and directions in order.
    func document<Model>() throws(BSONError) -> BSONDocument where Element == SortKey<Model> {
        try map(\.order).document()
    }
}
