import BSON

/// An index that the documents of a model need.
///
///     extension Post {
///         static let indexes: [Index<Post>] = [
///             .unique(\.slug),
///             .on { [$0.author.ascending, $0.createdAt.descending] },
///         ]
///     }
///
/// A declaration does nothing by itself; ``Indexes/apply(replacingChanged:removingUnknown:)``
/// compares it with the server.
public struct Index<Model: Document>: Sendable, Hashable {
    /// The name on the server, by default that of its fields: `author_1_createdAt_-1`.
    public let name: String

    /// The fields in order, each with its direction.
    let keys: [SortKey<Model>]

    /// Whether two documents may not have the same values.
    public let isUnique: Bool

    /// How long after the date in the field the server deletes a document.
    public let expireAfter: Duration?

    /// Whether documents without the field are left out.
    public let isSparse: Bool

    /// Which documents are in the index, if not all are.
    ///
    /// The server takes comparisons other than `!=`, `exists` and `&&` here.
    public let condition: Filter<Model>?

    /// An index of one field.
    public static func on<Value>(
        unique: Bool = false, expireAfter: Duration? = nil, sparse: Bool = false,
        where condition: ((Model.Fields) -> Filter<Model>)? = nil, name: String? = nil,
        _ field: (Model.Fields) -> Field<Model, Value>
    ) -> Index {
        on(unique: unique, expireAfter: expireAfter, sparse: sparse, where: condition, name: name) {
            [field($0).ascending]
        }
    }

    /// An index of one field, in a direction.
    public static func on(
        unique: Bool = false, expireAfter: Duration? = nil, sparse: Bool = false,
        where condition: ((Model.Fields) -> Filter<Model>)? = nil, name: String? = nil,
        _ key: (Model.Fields) -> SortKey<Model>
    ) -> Index {
        on(unique: unique, expireAfter: expireAfter, sparse: sparse, where: condition, name: name) {
            [key($0)]
        }
    }

    /// An index of several fields, each in a direction.
    public static func on(
        unique: Bool = false, expireAfter: Duration? = nil, sparse: Bool = false,
        where condition: ((Model.Fields) -> Filter<Model>)? = nil, name: String? = nil,
        _ keys: (Model.Fields) -> [SortKey<Model>]
    ) -> Index {
        let keys = keys(Model.fields)
        return Index(
            name: name ?? keys.map { "\($0.path)_\($0.direction)" }.joined(separator: "_"),
            keys: keys, isUnique: unique, expireAfter: expireAfter, isSparse: sparse,
            condition: condition?(Model.fields))
    }

    /// An index that lets no two documents have the same value.
    public static func unique<Value>(
        _ field: (Model.Fields) -> Field<Model, Value>
    ) -> Index {
        on(unique: true, field)
    }

    /// An index that deletes each document at the date in the field, or that long
    /// after.
    ///
    /// The server looks about once a minute.
    public static func expiring<Value>(
        after interval: Duration = .zero, _ field: (Model.Fields) -> Field<Model, Value>
    ) -> Index {
        on(expireAfter: interval, field)
    }
}
