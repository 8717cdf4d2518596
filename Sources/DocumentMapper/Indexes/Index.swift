import BSON

/// An index that the documents of a model need.
///
///     extension Post {
///         static let indexes: [Index<Post>] = [
///             .unique(\.slug),
///             .on { [$0.author.ascending, $0.createdAt.descending] },
///             .on { [.text($0.title, weight: 10), .text($0.body)] },
///         ]
///     }
///
/// A declaration does nothing by itself; ``Indexes/apply(replacingChanged:removingUnknown:)``
/// compares it with the server.
public struct Index<Model: Document>: Sendable, Hashable {
    /// The name on the server, by default that of its fields: `author_1_createdAt_-1`.
    public let name: String

    /// The fields in order, each with its direction or kind.
    let keys: [IndexKey<Model>]

    /// What else is asked of the index.
    public let options: IndexOptions<Model>

    private init(name: String, keys: [IndexKey<Model>], options: IndexOptions<Model>) {
        self.name = name
        self.keys = keys
        self.options = options
    }

    /// The same index, of a model that shares the collection.
    init<Other>(_ index: Index<Other>) {
        let options = index.options
        self.init(
            name: index.name, keys: index.keys.map(IndexKey.init),
            options: IndexOptions(
                isUnique: options.isUnique, expireAfter: options.expireAfter,
                isSparse: options.isSparse, condition: options.condition.map(Filter.init),
                collation: options.collation, language: options.language))
    }

    /// An index of one field.
    public static func on<Value>(
        unique: Bool = false, expireAfter: Duration? = nil, sparse: Bool = false,
        where condition: ((Model.Fields) -> Filter<Model>)? = nil, collation: Collation? = nil,
        name: String? = nil, _ field: (Model.Fields) -> Field<Model, Value>
    ) -> Index {
        on(
            unique: unique, expireAfter: expireAfter, sparse: sparse, where: condition,
            collation: collation, name: name
        ) {
            [.ascending(field($0))]
        }
    }

    /// An index of one field, in a direction.
    public static func on(
        unique: Bool = false, expireAfter: Duration? = nil, sparse: Bool = false,
        where condition: ((Model.Fields) -> Filter<Model>)? = nil, collation: Collation? = nil,
        name: String? = nil, _ key: (Model.Fields) -> SortKey<Model>
    ) -> Index {
        on(
            unique: unique, expireAfter: expireAfter, sparse: sparse, where: condition,
            collation: collation, name: name
        ) {
            [IndexKey(key($0))]
        }
    }

    /// An index of several fields, each in a direction.
    public static func on(
        unique: Bool = false, expireAfter: Duration? = nil, sparse: Bool = false,
        where condition: ((Model.Fields) -> Filter<Model>)? = nil, collation: Collation? = nil,
        name: String? = nil, _ keys: (Model.Fields) -> [SortKey<Model>]
    ) -> Index {
        on(
            unique: unique, expireAfter: expireAfter, sparse: sparse, where: condition,
            collation: collation, name: name
        ) {
            keys($0).map(IndexKey.init)
        }
    }

    /// An index of several fields, each arranged in its own way.
    ///
    /// The server has its rules about what may stand together: one index of words
    /// for a collection, no array in two fields of one index, nothing beside a
    /// wildcard. What it refuses, it says when the index is made.
    public static func on(
        unique: Bool = false, expireAfter: Duration? = nil, sparse: Bool = false,
        where condition: ((Model.Fields) -> Filter<Model>)? = nil, collation: Collation? = nil,
        language: String? = nil, name: String? = nil,
        _ keys: (Model.Fields) -> [IndexKey<Model>]
    ) -> Index {
        let options = IndexOptions(
            isUnique: unique, expireAfter: expireAfter, isSparse: sparse,
            condition: condition?(Model.fields), collation: collation, language: language)
        let keys = keys(Model.fields)
        return Index(
            name: name ?? keys.map(\.namePart).joined(separator: "_"), keys: keys,
            options: options)
    }

    /// An index that lets no two documents have the same value.
    public static func unique<Value>(
        collation: Collation? = nil, _ field: (Model.Fields) -> Field<Model, Value>
    ) -> Index {
        on(unique: true, collation: collation, field)
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
