import BSON
package import MongoClient

/// What becomes of the documents that refer to one that is deleted.
///
///     extension User {
///         static let deleteRules: [DeleteRule<User>] = [
///             .restrict(Post.self, \.author),
///             .pull(Post.self, \.reviewers),
///             .cascade(Draft.self, \.owner),
///             .nullify(Post.self, \.comments.each.author),
///         ]
///     }
///
/// A reference may stand in an optional, an array or a set, and in the structs of an array:
/// `each` leads into them. Where it must stand, `pull` takes the whole struct out. Rules are
/// for the collection of the model, unless they name another one, an archive say.
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
    package let apply: @Sendable ([Target.ID], MongoDatabase) async throws -> Void

    /// Refuses to delete a document while others refer to it.
    public static func restrict<Model: Document, Place: UpdateTarget>(
        _ model: Model.Type, in collection: String = Model.collection,
        _ place: (Model.Fields) -> Place
    ) -> DeleteRule
    where Place.Root == Model, Place.Value: Referring, Place.Value.Target == Target {
        rule(for: place(Model.fields), in: collection) { documents, place in
            guard try await documents.withDeleted.find({ _ in place.filter }).exists() else {
                return
            }
            throw MongoError(
                .stillReferenced,
                "\(place.collection).\(place.text) still refers to the document.",
                operation: "delete \(documents.collection.database.name).\(Target.collection)")
        }
    }

    /// Makes the reference of those that remain `nil`.
    public static func nullify<Model: Document, Place: UpdateTarget, Value: ReferenceValue>(
        _ model: Model.Type, in collection: String = Model.collection,
        _ place: (Model.Fields) -> Place
    ) -> DeleteRule where Place.Root == Model, Place.Value == Value?, Value.Target == Target {
        rule(for: place(Model.fields), in: collection) { documents, place in
            try await documents.withDeleted.update(where: { _ in place.filter }) { _ in
                Change(.unset, place.pathToReference, true)
            }
        }
    }

    /// Takes the reference out of the lists of those that remain.
    public static func pull<Model: Document, Place: UpdateTarget>(
        _ model: Model.Type, in collection: String = Model.collection,
        _ place: (Model.Fields) -> Place
    ) -> DeleteRule
    where
        Place.Root == Model, Place.Value: ArrayValue, Place.Value.Element: ReferenceValue,
        Place.Value.Element.Target == Target
    {
        rule(for: place(Model.fields), in: collection) { documents, place in
            try await documents.withDeleted.update(where: { _ in place.filter }) { _ in
                Change(.pullAll, place.pathToReference, place.forms)
            }
        }
    }

    /// Takes the elements that refer to it out of the arrays of those that remain.
    public static func pull<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, in collection: String = Model.collection,
        _ place: (Model.Fields) -> EachElement<Model, Value>
    ) -> DeleteRule where Value.Target == Target {
        removingElements(at: place(Model.fields), in: collection)
    }

    /// Takes the elements that refer to it out of the arrays of those that remain.
    public static func pull<Model: Document, Value: ReferenceValue>(
        _ model: Model.Type, in collection: String = Model.collection,
        _ place: (Model.Fields) -> EachElement<Model, Value?>
    ) -> DeleteRule where Value.Target == Target {
        removingElements(at: place(Model.fields), in: collection)
    }

    /// Deletes those that refer to it, by their own rules.
    public static func cascade<Model: Document, Place: UpdateTarget>(
        _ model: Model.Type, in collection: String = Model.collection,
        _ place: (Model.Fields) -> Place
    ) -> DeleteRule
    where Place.Root == Model, Place.Value: Referring, Place.Value.Target == Target {
        rule(for: place(Model.fields), in: collection) { documents, place in
            try await documents.delete { _ in place.filter }
        }
    }

    private static func removingElements<Model: Document>(
        at place: EachElement<Model, some Any>, in collection: String
    ) -> DeleteRule {
        rule(for: place, in: collection) { documents, place in
            try await documents.withDeleted.update(where: { _ in place.filter }) { _ in
                place.removal
            }
        }
    }

    /// Returns the rule that does something to the documents of a collection that refer to
    /// those that are gone.
    private static func rule<Place: UpdateTarget>(
        for place: Place, in collection: String,
        _ act:
            @escaping @Sendable (Documents<Place.Root>, ReferringPlace<Place.Root>) async throws ->
            Void
    ) -> DeleteRule where Place.Root: Document {
        let path = place.updatePath
        return DeleteRule { ids, database in
            let place = try ReferringPlace<Place.Root>(
                path, in: collection, forms: references(to: ids, in: database))
            try await act(Documents(in: database.collection(collection)), place)
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
