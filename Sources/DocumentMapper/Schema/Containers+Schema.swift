public import BSON

extension Optional: SchemaProviding {
    /// What the value is, or null.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        context.schema(of: Wrapped.self).orNull
    }
}

extension Array: SchemaProviding {
    /// An array whose elements are all described.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        arraySchema(of: context.schema(of: Element.self))
    }
}

extension Set: SchemaProviding {
    /// An array whose elements are all described.
    ///
    /// Two of them must differ as numbers and text do, which is how a set is written;
    /// documents and values of any type differ to Swift in ways that they do not to the
    /// server, so of those it is not told.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        let element = context.schema(of: Element.self)
        var schema = arraySchema(of: element)
        if element["bsonType"] != nil, element["bsonType"] != "object" {
            schema.append("uniqueItems", true)
        }
        return schema
    }
}

extension Dictionary: SchemaProviding {
    /// A document whose values are all described; its keys are free.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        let element = context.schema(of: Value.self)
        var schema: BSONDocument = ["bsonType": "object"]
        if !element.isEmpty { schema.append("additionalProperties", element) }
        return schema
    }
}

private func arraySchema(of element: BSONDocument) -> BSONDocument {
    var schema: BSONDocument = ["bsonType": "array"]
    if !element.isEmpty { schema.append("items", element) }
    return schema
}
