public import BSON

/// Where in a schema a type is described, and how strictly.
public struct SchemaContext: Sendable {
    /// Whether a struct may have no keys but those of its properties.
    public let isClosed: Bool

    /// The structs that hold the one that is described.
    private var enclosing: [ObjectIdentifier] = []

    init(isClosed: Bool) {
        self.isClosed = isClosed
    }

    /// Describes the values of a type; nothing, for one that does not say what it is.
    public func schema<Value>(of type: Value.Type) -> BSONDocument {
        if let type = type as? any SchemaProviding.Type { return type.schema(in: self) }
        if let type = type as? any (CaseIterable & RawRepresentable & BSONEncodable).Type {
            return ["enum": .array(BSONArray(Self.cases(of: type)))]
        }
        if let type = type as? any RawRepresentable.Type { return rawSchema(of: type) }
        if let type = type as? any BSONRepresentable.Type { return storedSchema(of: type) }
        return [:]
    }

    private func storedSchema<Value: BSONRepresentable>(of type: Value.Type) -> BSONDocument {
        schema(of: Value.BSONRepresentation.self)
    }

    private func rawSchema<Value: RawRepresentable>(of type: Value.Type) -> BSONDocument {
        schema(of: Value.RawValue.self)
    }

    private static func cases<Value: CaseIterable & BSONEncodable>(
        of type: Value.Type
    ) -> [BSONValue] {
        Value.allCases.compactMap { try? BSONValue(encoding: $0) }
    }

    /// Describes a struct by its properties.
    ///
    /// `$jsonSchema` cannot point back to itself: of a struct within a struct of the
    /// same type, the server learns only that it is a document.
    func schema<Model: Embedded>(
        of type: Model.Type, properties: [Property<Model>]
    ) -> BSONDocument {
        let identifier = ObjectIdentifier(type)
        guard !properties.isEmpty else { return [:] }
        guard !enclosing.contains(identifier) else { return ["bsonType": "object"] }
        var context = self
        context.enclosing.append(identifier)

        var described = BSONDocument()
        var required: [BSONValue] = []
        for property in properties {
            described.set(property.key, .document(property.schema(in: context)))
            if property.isRequired { required.append(.string(property.key)) }
        }
        var schema: BSONDocument = ["bsonType": "object"]
        if !required.isEmpty { schema.append("required", BSONArray(required)) }
        schema.append("properties", described)
        if isClosed { schema.append("additionalProperties", false) }
        guard let name = (type as? any Document.Type)?.typeName else { return schema }
        return schema.naming(name, discriminator: "_type")
    }
}
