/// Any element of an array, as MongoDB matches, sorts and indexes it.
///
/// `$0.tags.anyElement.in(["swift", "mongodb"])` matches a document with either
/// tag, and `$0.comments.anyElement.author == "Ada"` one with a comment of hers.
/// Two conditions may hold for two different elements: to ask both of one
/// element, use ``Field/contains(where:)``.
///
/// It is no ``Field``. An update would replace the array by an element, and `!=`
/// would match documents of which no element is the value, rather than any: write
/// that as `!($0.tags.anyElement == "draft")`.
@dynamicMemberLookup
public struct AnyElement<Root, Value>: Sendable {
    /// The dotted path from the outermost document, which is that of the array.
    public let dottedPath: String

    /// The field of a property of each element.
    public subscript<Inner>(
        dynamicMember field: KeyPath<Value.Fields, Field<Value, Inner>>
    ) -> AnyElement<Root, Inner> where Value: Embedded {
        AnyElement<Root, Inner>(
            dottedPath: "\(dottedPath).\(Value.fields[keyPath: field].dottedPath)")
    }

    /// The field of a property of an embedded struct of each element, if there is
    /// one.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner>>
    ) -> AnyElement<Root, Inner?> where Value == Wrapped? {
        AnyElement<Root, Inner?>(
            dottedPath: "\(dottedPath).\(Wrapped.fields[keyPath: field].dottedPath)")
    }

    /// The field of an optional property of an embedded struct of each element,
    /// if there is one.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner?>>
    ) -> AnyElement<Root, Inner?> where Value == Wrapped? {
        AnyElement<Root, Inner?>(
            dottedPath: "\(dottedPath).\(Wrapped.fields[keyPath: field].dottedPath)")
    }
}
