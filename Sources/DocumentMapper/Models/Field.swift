/// A property of a model, by the path that MongoDB knows it by.
///
/// Fields are what the closures of queries, updates and indexes are given:
/// `$0.title` is the field of the property `title`, and `$0.address.city` that
/// of an embedded struct's. `Root` and `Value` exist only in the compiler, which
/// refuses a misspelt field or a value of another type.
@dynamicMemberLookup
public struct Field<Root, Value>: Sendable {
    /// The dotted path from the outermost document.
    public let dottedPath: String

    /// Names a property.
    ///
    /// The key path is never walked; it gives the field its types.
    public init(_ key: String, _ property: KeyPath<Root, Value>) {
        dottedPath = key
    }

    package init(path: String) {
        dottedPath = path
    }

    /// The field of a property of the embedded struct.
    public subscript<Inner>(
        dynamicMember field: KeyPath<Value.Fields, Field<Value, Inner>>
    ) -> Field<Root, Inner> where Value: Embedded {
        Field<Root, Inner>(path: "\(dottedPath).\(Value.fields[keyPath: field].dottedPath)")
    }

    /// The field of a property of the embedded struct, if there is one.
    ///
    /// - Warning: Set where there is no struct, it makes half of one, which cannot be
    ///   read; see ``Documents/update(_:countsAsEdit:_:)``.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner>>
    ) -> Field<Root, Inner?> where Value == Wrapped? {
        Field<Root, Inner?>(path: "\(dottedPath).\(Wrapped.fields[keyPath: field].dottedPath)")
    }

    /// The field of an optional property of the embedded struct, if there is
    /// one.
    ///
    /// - Warning: Set where there is no struct, it makes half of one, which cannot be
    ///   read; see ``Documents/update(_:countsAsEdit:_:)``.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner?>>
    ) -> Field<Root, Inner?> where Value == Wrapped? {
        Field<Root, Inner?>(path: "\(dottedPath).\(Wrapped.fields[keyPath: field].dottedPath)")
    }
}

extension Field where Value: ArrayValue {
    /// Any element of the array, to be compared, sorted or indexed by.
    public var anyElement: AnyElement<Root, Value.Element> {
        AnyElement(dottedPath: dottedPath)
    }
}
