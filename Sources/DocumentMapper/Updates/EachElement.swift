import BSON

/// Elements of an array, to be changed where they stand.
///
///     try await posts.update(id) {
///         $0.comments.each { $0.author == name }.text.set("…")
///     }
///
/// A document whose array is missing is not changed at all.
@dynamicMemberLookup
public struct EachElement<Root, Value>: UpdateTarget {
    /// The way from the document to the elements.
    public let updatePath: UpdatePath

    /// The field of a property of each element.
    public subscript<Inner>(
        dynamicMember field: KeyPath<Value.Fields, Field<Value, Inner>>
    ) -> EachElement<Root, Inner> where Value: Embedded {
        EachElement<Root, Inner>(
            updatePath: updatePath.property(Value.fields[keyPath: field].dottedPath))
    }

    /// The field of a property of an embedded struct of each element that has one.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner>>
    ) -> EachElement<Root, Inner?> where Value == Wrapped? {
        EachElement<Root, Inner?>(
            updatePath: updatePath.property(
                Wrapped.fields[keyPath: field].dottedPath, ofOptional: true))
    }

    /// The field of an optional property of an embedded struct of each element that
    /// has one.
    public subscript<Wrapped: Embedded, Inner>(
        dynamicMember field: KeyPath<Wrapped.Fields, Field<Wrapped, Inner?>>
    ) -> EachElement<Root, Inner?> where Value == Wrapped? {
        EachElement<Root, Inner?>(
            updatePath: updatePath.property(
                Wrapped.fields[keyPath: field].dottedPath, ofOptional: true))
    }
}

extension UpdateTarget where Value: ArrayValue {
    /// Every element of the array.
    public var each: EachElement<Root, Value.Element> {
        EachElement(updatePath: updatePath.elements(.every))
    }

    /// The elements of the array that meet a condition; none, if none does.
    ///
    /// The condition is given the element itself: `$0.author == name` for a struct,
    /// `$0 > 5` for a number.
    public func each(
        where condition: (Field<Value.Element, Value.Element>) -> Filter<Value.Element>
    ) -> EachElement<Root, Value.Element> {
        let filter = condition(Field(path: ""))
        let document = Result { () throws(BSONError) in try filter.document() }
        return EachElement(updatePath: updatePath.elements(.meeting(document)))
    }

    /// The first element that met the condition of the update, which has to ask for
    /// one, and for one of this array only.
    public var matched: EachElement<Root, Value.Element> {
        EachElement(updatePath: updatePath.elements(.matched))
    }
}
