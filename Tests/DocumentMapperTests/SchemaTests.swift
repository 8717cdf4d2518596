import DocumentMapper
import Testing

@Suite("Schemas")
struct SchemaTests {
    @Test func `a schema says what a document must hold`() {
        let schema = Comment.jsonSchema

        #expect(
            schema == [
                "bsonType": "object", "required": ["author"],
                "properties": [
                    "author": ["bsonType": "string"], "isHidden": ["bsonType": ["bool", "null"]],
                ],
            ])
    }

    @Test func `rules that share a keyword all count`() {
        let schema = Member.jsonSchema["properties"]?.document?["slug"]

        #expect(schema?.document?["maxLength"] == 20)
        #expect(schema?.document?["pattern"] == #"^[a-z0-9]+(-[a-z0-9]+)*\z"#)
    }
}
