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
/// deletion is not seen by it. An index on the field keeps it short. A document that
/// is kept when it is deleted stays what others refer to, until it is deleted for good;
/// and what it refers to itself counts until then, since it may be restored.
/// Files of documents that go along are deleted by the next sweep.
public struct DeleteRule<Target: Document>: Sendable {
    /// Carries the rule out for documents that are gone, in a transaction.
    let apply: @Sendable ([Target.ID], MongoDatabase) async throws -> Void

    /// Refuses to delete a document while others refer to it.
    public static func restrict<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value>
    ) -> DeleteRule where Value.Target == Target {
        .restrict(field(Model.fields), as: Value.self)
    }

    /// Refuses to delete a document while others refer to it.
    public static func restrict<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value?>
    ) -> DeleteRule where Value.Target == Target {
        .restrict(field(Model.fields), as: Value.self)
    }

    /// Refuses to delete a document while the lists of others name it.
    public static func restrict<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, [Value]>
    ) -> DeleteRule where Value.Target == Target {
        .restrict(field(Model.fields), as: Value.self)
    }

    /// Makes the reference of those that remain `nil`.
    public static func nullify<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value?>
    ) -> DeleteRule where Value.Target == Target {
        let field = field(Model.fields)
        return DeleteRule { ids, database in
            try await Documents<Model>(in: database).withDeleted.update(
                where: { _ in field.refers(to: ids, as: Value.self) }
            ) { _ in field.set(nil) }
        }
    }

    /// Takes the reference out of the lists of those that remain.
    public static func pull<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, [Value]>
    ) -> DeleteRule where Value.Target == Target {
        let field = field(Model.fields)
        return DeleteRule { ids, database in
            try await Documents<Model>(in: database).withDeleted.update(
                where: { _ in field.refers(to: ids, as: Value.self) }
            ) { _ in field.pull(contentsOf: ids.map(Value.init)) }
        }
    }

    /// Deletes those that refer to it, by their own rules.
    public static func cascade<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value>
    ) -> DeleteRule where Value.Target == Target {
        .cascade(field(Model.fields), as: Value.self)
    }

    /// Deletes those that refer to it, by their own rules.
    public static func cascade<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, _ field: (Model.Fields) -> Field<Model, Value?>
    ) -> DeleteRule where Value.Target == Target {
        .cascade(field(Model.fields), as: Value.self)
    }

    private static func restrict<Model: Document, Value, Reference: ReferenceValue>(
        _ field: Field<Model, Value>, as reference: Reference.Type
    ) -> DeleteRule where Reference.Target == Target {
        DeleteRule { ids, database in
            let others = Documents<Model>(in: database).withDeleted.find { _ in
                field.refers(to: ids, as: reference)
            }
            guard try await others.exists() else { return }
            throw MongoError(
                .stillReferenced,
                "\(Model.collection).\(field.dottedPath) still refers to the document.",
                operation: "delete \(database.name).\(Target.collection)")
        }
    }

    private static func cascade<Model: Document, Value, Reference: ReferenceValue>(
        _ field: Field<Model, Value>, as reference: Reference.Type
    ) -> DeleteRule where Reference.Target == Target {
        DeleteRule { ids, database in
            try await Documents<Model>(in: database).delete { _ in
                field.refers(to: ids, as: reference)
            }
        }
    }
}

extension Field {
    /// Matches documents that refer to one of those with the identifiers.
    fileprivate func refers<Reference: ReferenceValue>(
        to ids: [Reference.Target.ID], as reference: Reference.Type
    ) -> Filter<Root> {
        Filter(dottedPath, "$in", ids.map(Reference.init))
    }
}
