public import BSON

/// One of several forms that a document can have, as its discriminator says.
///
/// `@Embedded` writes one for each case of an enum.
public struct SchemaVariant: Sendable {
    /// A value that stands beside the discriminator.
    public struct Value: Sendable {
        let key: String
        let isRequired: Bool
        let describe: @Sendable (SchemaContext) -> BSONDocument

        /// Names a value.
        public init<Stored: Sendable>(_ key: String, _ type: Stored.Type, isRequired: Bool) {
            self.key = key
            self.isRequired = isRequired
            describe = { $0.schema(of: type) }
        }
    }

    let name: String
    private let values: [Value]
    private let structure: (@Sendable (SchemaContext) -> BSONDocument)?

    /// A form with values.
    public init(_ name: String, holding values: [Value] = []) {
        self.name = name
        self.values = values
        structure = nil
    }

    /// A form with the properties of a struct.
    public init<Model: Embedded>(_ name: String, beside type: Model.Type) {
        self.name = name
        values = []
        structure = { $0.schema(of: type) }
    }

    /// Describes a document of the form.
    func schema(in context: SchemaContext, discriminator: String) -> BSONDocument {
        if let structure {
            return structure(context).naming(name, discriminator: discriminator)
        }
        var described = BSONDocument()
        var required: [BSONValue] = []
        for value in values {
            let schema = value.describe(context)
            described.set(value.key, .document(value.isRequired ? schema : schema.orNull))
            if value.isRequired { required.append(.string(value.key)) }
        }
        var schema: BSONDocument = [
            "required": .array(BSONArray(required)), "properties": .document(described),
        ]
        if context.isClosed { schema.append("additionalProperties", false) }
        return schema.naming(name, discriminator: discriminator)
    }
}

extension SchemaContext {
    /// Describes a document that has one of several forms.
    ///
    /// - Parameters:
    ///   - variants: The forms.
    ///   - discriminator: The key that says which form it is.
    ///   - takesOthers: Whether a document may have a form that is not among them.
    /// - Returns: The description, in the words of `$jsonSchema`.
    public func schema(
        of variants: [SchemaVariant], discriminator: String, takesOthers: Bool
    ) -> BSONDocument {
        var schemas = variants.map {
            BSONValue.document($0.schema(in: self, discriminator: discriminator))
        }
        if takesOthers {
            let names = BSONArray(variants.map { .string($0.name) })
            var other = BSONDocument()
            other.set(discriminator, ["bsonType": "string", "not": ["enum": .array(names)]])
            schemas.append([
                "required": [.string(discriminator)], "properties": .document(other),
            ])
        }
        return ["bsonType": "object", "anyOf": .array(BSONArray(schemas))]
    }
}

extension BSONDocument {
    /// The schema of a struct, with the discriminator among its properties.
    func naming(_ name: String, discriminator: String) -> BSONDocument {
        var properties = BSONDocument()
        properties.set(discriminator, ["enum": [.string(name)]])
        for (key, value) in self["properties"]?.document ?? [:] { properties.set(key, value) }
        let required = self["required"]?.array ?? []
        var schema: BSONDocument = [
            "required": .array([.string(discriminator)] + required),
            "properties": .document(properties),
        ]
        for (key, value) in self where key != "required" && key != "properties" {
            schema.set(key, value)
        }
        return schema
    }
}
