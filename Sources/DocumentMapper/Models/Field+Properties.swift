// An embedded struct may call a property as the mapper calls a member of every field:
// `$0.reading.min` is the change that lowers a value. `$0.reading[\.min]` is the
// property, whatever it is called.
extension Field {
    /// The field of a property of the embedded struct, by its key path.
    public subscript<Inner>(
        _ field: KeyPath<Value.Fields, Field<Value, Inner>>
    ) -> Field<Root, Inner> where Value: Embedded {
        self[dynamicMember: field]
    }

    /// The field of a property of the embedded struct, if there is one, by its key
    /// path.
    public subscript<Wrapped: Embedded, Inner>(
        _ field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner>>
    ) -> Field<Root, Inner?> where Value == Wrapped? {
        self[dynamicMember: field]
    }

    /// The field of an optional property of the embedded struct, if there is one, by
    /// its key path.
    public subscript<Wrapped: Embedded, Inner>(
        _ field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner?>>
    ) -> Field<Root, Inner?> where Value == Wrapped? {
        self[dynamicMember: field]
    }
}

extension AnyElement {
    /// The field of a property of each element, by its key path.
    public subscript<Inner>(
        _ field: KeyPath<Value.Fields, Field<Value, Inner>>
    ) -> AnyElement<Root, Inner> where Value: Embedded {
        self[dynamicMember: field]
    }

    /// The field of a property of an embedded struct of each element, if there is
    /// one, by its key path.
    public subscript<Wrapped: Embedded, Inner>(
        _ field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner>>
    ) -> AnyElement<Root, Inner?> where Value == Wrapped? {
        self[dynamicMember: field]
    }

    /// The field of an optional property of an embedded struct of each element, if
    /// there is one, by its key path.
    public subscript<Wrapped: Embedded, Inner>(
        _ field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner?>>
    ) -> AnyElement<Root, Inner?> where Value == Wrapped? {
        self[dynamicMember: field]
    }
}
