/// A property of a model, by the path that MongoDB knows it by.
///
/// Fields are what the closures of queries, updates and indexes are given:
/// `$0.title` is the field of the property `title`, and `$0.address.city` that
/// of an embedded struct's. `Root` and `Value` exist only in the compiler, which
/// refuses a misspelt field or a value of another type.
@dynamicMemberLookup
public struct Field<Root, Value>: Sendable {
    /// The dotted path from the outermost document.
    public let path: String

    /// Names a property.
    ///
    /// The key path is never walked; it gives the field its types.
    public init(_ key: String, _ property: KeyPath<Root, Value>) {
        path = key
    }

    package init(path: String) {
        self.path = path
    }

    /// The field of a property of the embedded struct.
    public subscript<Inner>(
        dynamicMember field: KeyPath<Value.Fields, Field<Value, Inner>>
    ) -> Field<Root, Inner> where Value: Embedded {
        Field<Root, Inner>(path: "\(path).\(Value.fields[keyPath: field].path)")
    }

    /// The field of a property of the embedded struct, if there is one.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner>>
    ) -> Field<Root, Inner?> where Value == Wrapped? {
        Field<Root, Inner?>(path: "\(path).\(Wrapped.fields[keyPath: field].path)")
    }

    /// The field of an optional property of the embedded struct, if there is
    /// one.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner?>>
    ) -> Field<Root, Inner?> where Value == Wrapped? {
        Field<Root, Inner?>(path: "\(path).\(Wrapped.fields[keyPath: field].path)")
    }
}

extension Field where Value: ArrayValue {
    /// Any element of the array, as MongoDB matches and indexes it.
    ///
    /// `$0.tags.anyElement.in(["swift", "mongodb"])` matches a document with
    /// either tag. Two conditions may hold for two different elements; to ask
    /// both of one element, use ``Field/contains(where:)``.
    public var anyElement: Field<Root, Value.Element> {
        Field<Root, Value.Element>(path: path)
    }
}
