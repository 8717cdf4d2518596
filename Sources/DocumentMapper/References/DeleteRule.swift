import BSON
import MongoClient

/// What becomes of the documents that refer to one that is deleted.
///
///     extension User {
///         static let deleteRules: [DeleteRule<User>] = [
///             .restrict(Post.self, \.author),
///             .pull(Post.self, \.reviewers),
///             .cascade(Draft.self, \.owner),
///         ]
///     }
///
/// The model that is referred to lists its rules, so that the list is read where the
/// question arises: may this go? They run in one transaction with the deletion: all
/// of it happens or nothing does. A reference that is stored at the very moment of the
/// deletion is not seen by it, unless whoever stores it holds the document with
/// ``Documents/hold(_:)``. An index on the field keeps it short. A document that
/// is kept when it is deleted stays what others refer to, until it is deleted for good;
/// and what it refers to itself counts until then, since it may be restored.
/// Files of documents that go along are deleted by the next sweep.
///
/// A reference counts as an identifier and as a DBRef, whichever the property is declared
/// as: a DBRef of `$ref` and `$id` alone, or with `$db` of the same database. One with
/// further keys, or with another database, is not one to the document.
public struct DeleteRule<Target: Document>: Sendable {
    /// Carries the rule out for documents that are gone, in a transaction.
    let apply: @Sendable ([Target.ID], MongoDatabase) async throws -> Void

    /// Refuses to delete a document while others refer to it.
    public static func restrict<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value>
    ) -> DeleteRule where Value.Target == Target {
        .restrict(field(Model.fields))
    }

    /// Refuses to delete a document while others refer to it.
    public static func restrict<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value?>
    ) -> DeleteRule where Value.Target == Target {
        .restrict(field(Model.fields))
    }

    /// Refuses to delete a document while the lists of others name it.
    public static func restrict<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, [Value]>
    ) -> DeleteRule where Value.Target == Target {
        .restrict(field(Model.fields))
    }

    /// Makes the reference of those that remain `nil`.
    public static func nullify<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value?>
    ) -> DeleteRule where Value.Target == Target {
        let field = field(Model.fields)
        return DeleteRule { ids, database in
            let forms = try references(to: ids, in: database)
            try await Documents<Model>(in: database).withDeleted.update(
                where: { _ in field.isOne(of: forms) }
            ) { _ in field.set(nil) }
        }
    }

    /// Takes the reference out of the lists of those that remain.
    public static func pull<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, [Value]>
    ) -> DeleteRule where Value.Target == Target {
        let field = field(Model.fields)
        return DeleteRule { ids, database in
            let forms = try references(to: ids, in: database)
            try await Documents<Model>(in: database).withDeleted.update(
                where: { _ in field.isOne(of: forms) }
            ) { _ in Change(.pullAll, field.updatePath, forms) }
        }
    }

    /// Deletes those that refer to it, by their own rules.
    public static func cascade<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value>
    ) -> DeleteRule where Value.Target == Target {
        .cascade(field(Model.fields))
    }

    /// Deletes those that refer to it, by their own rules.
    public static func cascade<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value?>
    ) -> DeleteRule where Value.Target == Target {
        .cascade(field(Model.fields))
    }

    private static func restrict<Model: Document, Value>(
        _ field: Field<Model, Value>
    ) -> DeleteRule {
        DeleteRule { ids, database in
            let forms = try references(to: ids, in: database)
            let others = Documents<Model>(in: database).withDeleted.find { _ in
                field.isOne(of: forms)
            }
            guard try await others.exists() else { return }
            throw MongoError(
                .stillReferenced,
                "\(Model.collection).\(field.dottedPath) still refers to the document.",
                operation: "delete \(database.name).\(Target.collection)")
        }
    }

    private static func cascade<Model: Document, Value>(
        _ field: Field<Model, Value>
    ) -> DeleteRule {
        DeleteRule { ids, database in
            let forms = try references(to: ids, in: database)
            try await Documents<Model>(in: database).delete { _ in
                field.isOne(of: forms)
            }
        }
    }

    /// Returns the forms in which documents may refer to those with the identifiers.
    private static func references(
        to ids: [Target.ID], in database: MongoDatabase
    ) throws(BSONError) -> [BSONValue] {
        var forms: [BSONValue] = []
        for id in ids {
            forms.append(try BSONValue(encoding: id))
            forms.append(try BSONValue(encoding: DBReference<Target>(id)))
            forms.append(
                try BSONValue(encoding: DBReference<Target>(id, database: database.name)))
        }
        return forms
    }
}

extension Field {
    /// Matches documents of which the field, or an element of it, is one of the values.
    fileprivate func isOne(of values: [BSONValue]) -> Filter<Root> {
        Filter(dottedPath, "$in", values)
    }
}
