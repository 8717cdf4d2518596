public import BSON

extension Geometry {
    /// A GeoJSON object.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        [
            "bsonType": "object", "required": ["type"],
            "properties": ["type": ["bsonType": "string"]],
        ]
    }
}
