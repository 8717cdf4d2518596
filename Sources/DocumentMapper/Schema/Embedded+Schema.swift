public import BSON

extension Embedded {
    /// A document with the properties; nothing, for a struct that does not name them.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        context.schema(of: Self.self, properties: properties)
    }

    /// What the server can be told of the struct and its rules, in the words of
    /// `$jsonSchema`.
    ///
    /// It takes every document that can be read and breaks no rule, and refuses the
    /// others, but for what it cannot be told: rules of your own, rules between
    /// properties, ranges of dates, and what a type of your own makes of its bytes.
    public static var jsonSchema: BSONDocument { jsonSchema(closed: false) }

    /// What the server can be told of the struct and its rules.
    ///
    /// A closed one refuses keys that are no property's. A program that knows a newer
    /// property then cannot write before the schema was applied anew.
    public static func jsonSchema(closed: Bool) -> BSONDocument {
        schema(in: SchemaContext(isClosed: closed))
    }
}
