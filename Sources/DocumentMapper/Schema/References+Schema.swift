public import BSON

extension Reference: SchemaProviding {
    /// An identifier, or a DBRef that holds one.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        let identifier = context.schema(of: Target.ID.self)
        guard !identifier.isEmpty else { return [:] }
        let reference = DBReference<Target>.schema(in: context)
        return ["anyOf": [.document(identifier), .document(reference)]]
    }
}

extension DBReference: SchemaProviding {
    /// A document with a collection and an identifier.
    ///
    /// The server takes no description of keys with a dollar, so of those it only learns
    /// that they are there.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": "object", "required": ["$ref", "$id"]]
    }
}
