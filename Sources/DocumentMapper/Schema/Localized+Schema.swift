public import BSON

extension Localized: SchemaProviding {
    /// A document in which the value of each language is described; other keys are free.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        let schema = context.schema(of: Value.self)
        guard !schema.isEmpty else { return ["bsonType": "object"] }
        var described: BSONDocument = ["bsonType": "object"]
        for (key, value) in Language.schema(ofEach: schema) { described.set(key, value) }
        return described
    }
}

extension Language {
    /// What `$jsonSchema` says of the value under each key that is a language.
    ///
    /// The pattern takes what ``init(_:)`` takes.
    static func schema(ofEach schema: BSONDocument) -> BSONDocument {
        let tag = "^(?=.{1,35}\\z)[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\\z"
        return ["patternProperties": [tag: .document(schema)]]
    }
}
