import BSON
import MongoClient

/// The rules of a collection, as the model has them and as the server does.
///
///     let plan = try await posts.validator.plan()
///     print(plan)
///     try await posts.validator.apply(level: .moderate)
///
/// This program checks its rules whether or not the server does. The server's are for
/// every other program. Nothing here happens by itself: rules that documents already
/// break make every update of those fail, so someone should have asked for it.
///
/// A collection has one validator. Where models share a collection, apply that of the
/// enum of them all, see ``DocumentUnion``.
public struct Validator<Model: Document>: Sendable {
    let collection: MongoCollection

    /// Compares the model's schema with the server's, and changes nothing.
    ///
    /// - Throws: `MongoError` if the server could not answer.
    public func plan(
        level: ValidationLevel = .strict, action: ValidationAction = .error, closed: Bool = false
    ) async throws -> ValidatorPlan<Model> {
        ValidatorPlan(
            declared: ValidatorSettings(
                condition: Self.condition(closed: closed),
                level: level, action: action),
            stored: try await stored())
    }

    /// Gives the server the model's schema, and makes the collection if there is none.
    ///
    /// Documents that are stored already are not looked at.
    ///
    /// - Throws: `MongoError` if the server refused, as it does unless the user may
    ///   change collections.
    /// - Returns: The difference that was found.
    @discardableResult
    public func apply(
        level: ValidationLevel = .strict, action: ValidationAction = .error, closed: Bool = false
    ) async throws -> ValidatorPlan<Model> {
        let plan = try await plan(level: level, action: action, closed: closed)
        guard !plan.isEmpty else { return plan }
        let command = plan.collectionExists ? "collMod" : "create"
        do {
            try await collection.database.run(plan.declared.command(command, collection.name))
        } catch MongoError.Code.namespaceExists where !plan.collectionExists {
            // Another program made it meanwhile.
            try await collection.database.run(plan.declared.command("collMod", collection.name))
        }
        return plan
    }

    /// A model that shares its collection says nothing of the other models' documents.
    private static func condition(closed: Bool) -> BSONDocument {
        let schema: BSONDocument = ["$jsonSchema": .document(Model.jsonSchema(closed: closed))]
        guard let name = Model.typeName else { return schema }
        return ["$or": [["_type": ["$ne": .string(name)]], .document(schema)]]
    }

    /// What the server has now; `nil` if there is no collection.
    private func stored() async throws -> ValidatorSettings? {
        let reply = try await collection.database.run([
            "listCollections": 1, "filter": ["name": ["$eq": .string(collection.name)]],
        ])
        guard let entry = reply["cursor"]?.document?["firstBatch"]?.array?.first?.document else {
            return nil
        }
        return ValidatorSettings(options: entry["options"]?.document ?? [:])
    }
}

extension Documents {
    /// The rules of the collection, declared and stored.
    public var validator: Validator<Model> { Validator(collection: collection) }
}

extension MongoError.Code {
    /// The collection exists already.
    fileprivate static let namespaceExists = Self(rawValue: 48)
}
