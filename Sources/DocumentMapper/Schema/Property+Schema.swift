import BSON

extension Property {
    /// Describes the values that the property can be read from.
    func schema(in context: SchemaContext) -> BSONDocument {
        let rules = exportedRules.compactMap { $0 }
        let schema = rules.reduce(context.schema(of: valueType)) { $0.adding($1) }
        // A property with an initial value reads null as that.
        return isRequired ? schema : schema.orNull
    }
}

extension BSONDocument {
    /// Keywords that ask nothing of null.
    private static let silentOnNull: Set = [
        "bsonType", "minLength", "maxLength", "pattern", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "items",
        "uniqueItems", "properties", "required", "additionalProperties", "minProperties",
        "maxProperties",
    ]

    /// The schema that asks for both.
    ///
    /// A keyword that both have stands in `allOf`, since an object has each key once.
    func adding(_ other: BSONDocument) -> BSONDocument {
        let mine = Set(keys)
        var schema = self
        var conflicts = BSONDocument()
        for (key, value) in other {
            if mine.contains(key) { conflicts.set(key, value) } else { schema.set(key, value) }
        }
        guard !conflicts.isEmpty else { return schema }
        guard case .array(let earlier) = schema["allOf"] else {
            schema.append("allOf", BSONArray([.document(conflicts)]))
            return schema
        }
        return schema.replacing("allOf", by: .array(earlier + [.document(conflicts)]))
    }

    /// The schema that takes null too.
    var orNull: BSONDocument {
        guard keys.allSatisfy(Self.silentOnNull.contains) else {
            return ["anyOf": [["bsonType": "null"], .document(self)]]
        }
        switch self["bsonType"] {
        case .array(let types) where !types.contains("null"):
            return replacing("bsonType", by: .array(types + ["null"]))
        case .string(let type) where type != "null":
            return replacing("bsonType", by: [.string(type), "null"])
        default: return self
        }
    }

    private func replacing(_ key: String, by value: BSONValue) -> BSONDocument {
        var copy = BSONDocument()
        for (other, old) in self { copy.set(other, other == key ? value : old) }
        return copy
    }
}
