public import BSON

public import struct FoundationEssentials.Data
public import struct FoundationEssentials.Date
public import struct FoundationEssentials.URL
public import struct FoundationEssentials.UUID

extension String: SchemaProviding {
    /// Text.
    public static func schema(in context: SchemaContext) -> BSONDocument { ["bsonType": "string"] }
}

extension Bool: SchemaProviding {
    /// A boolean.
    public static func schema(in context: SchemaContext) -> BSONDocument { ["bsonType": "bool"] }
}

extension Int: SchemaProviding {
    /// A whole number of any type but decimal, as they are read.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": ["int", "long", "double"], "multipleOf": 1]
    }
}

extension Int64: SchemaProviding {
    /// A whole number of any type but decimal, as they are read.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        Int.schema(in: context)
    }
}

extension Int32: SchemaProviding {
    /// A whole number of any type but decimal that fits.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        var schema = Int.schema(in: context)
        schema.append("minimum", Int32.min)
        schema.append("maximum", Int32.max)
        return schema
    }
}

extension Double: SchemaProviding {
    /// A number of any type but decimal.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": ["double", "int", "long"]]
    }
}

extension Float: SchemaProviding {
    /// A number of any type but decimal.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        Double.schema(in: context)
    }
}

extension Date: SchemaProviding {
    /// A date.
    public static func schema(in context: SchemaContext) -> BSONDocument { ["bsonType": "date"] }
}

extension UUID: SchemaProviding {
    /// Bytes; the server cannot be told of which subtype.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": "binData"]
    }
}

extension ObjectID: SchemaProviding {
    /// An identifier.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": "objectId"]
    }
}

extension Data: SchemaProviding {
    /// Bytes.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": "binData"]
    }
}

extension URL: SchemaProviding {
    /// Text.
    public static func schema(in context: SchemaContext) -> BSONDocument { ["bsonType": "string"] }
}

extension BSONBinary: SchemaProviding {
    /// Bytes of any subtype.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": "binData"]
    }
}

extension BSONDocument: SchemaProviding {
    /// A document.
    public static func schema(in context: SchemaContext) -> BSONDocument { ["bsonType": "object"] }
}

extension BSONArray: SchemaProviding {
    /// An array.
    public static func schema(in context: SchemaContext) -> BSONDocument { ["bsonType": "array"] }
}

extension BSONRegularExpression: SchemaProviding {
    /// A regular expression.
    public static func schema(in context: SchemaContext) -> BSONDocument { ["bsonType": "regex"] }
}

extension BSONTimestamp: SchemaProviding {
    /// MongoDB's internal timestamp.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": "timestamp"]
    }
}

extension Decimal128: SchemaProviding {
    /// A decimal number.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        ["bsonType": "decimal"]
    }
}
