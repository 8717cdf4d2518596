package import BSON
import FoundationEssentials

/// An update as the server is told it.
package struct Update<Model: Document> {
    /// What is changed, by operator.
    package let document: BSONDocument

    /// Which elements of arrays are changed.
    package let arrayFilters: [BSONDocument]

    /// What a document must have for the changes to be made: the structs and the arrays
    /// that they reach into.
    package let requirements: [Requirement]

    /// Whether nothing is changed.
    package var isEmpty: Bool { document.isEmpty }

    /// Gathers changes.
    ///
    /// Those that count as an edit count the version up, so that whoever loaded the
    /// document before does not save over it, and note the time.
    ///
    /// What is stored should no document be found is `inserted`, but for the fields that
    /// changes name.
    ///
    /// - Throws: ``ValidationError`` if a value that is set breaks a rule of its field,
    ///   `MongoError` if two changes concern the same field or one concerns attachments,
    ///   and `BSONError` if a value is one that BSON cannot hold.
    package init(
        _ changes: [Change<Model>], countsAsEdit: Bool, inserting inserted: BSONDocument = [:]
    ) throws {
        try Self.checkAttachments(changes)
        var validation = Validation()
        for change in changes { change.validate(&validation) }
        guard validation.failures.isEmpty else {
            throw ValidationError(validation, in: Model.self)
        }
        let edit = countsAsEdit && !changes.isEmpty ? Self.edit : []
        let keys = Set(changes.map(\.path.key))
        var writer = UpdateWriter(collection: Model.collection)
        for change in changes { try writer.append(change) }
        for change in edit where !keys.contains(change.path.key) { try writer.append(change) }
        try writer.append(inserted: inserted)
        document = try writer.document()
        arrayFilters = try writer.arrayFilters()
        requirements = writer.requirements
    }

    /// What each edit changes besides.
    private static var edit: [Change<Model>] {
        let count = Model.versionField.map { Change<Model>(.increment, UpdatePath($0.key), 1) }
        // The time of this program, as for insertions and saves: the times of a document
        // should be in order, and those of the server and of its clients may differ.
        let time = Model.timestamps?.updated.map {
            Change<Model>(.set, UpdatePath($0.key), Date.now)
        }
        return [count, time].compactMap(\.self)
    }

    /// Whether a number is added to the field of a key.
    func increments(_ key: String) -> Bool {
        document["$inc"]?.document?[key] != nil
    }

    /// The condition of the requirements.
    var requirement: Filter<Model> {
        requirements.reduce(.every) { $0 && .raw($1.document) }
    }
}

/// Something that a change reaches into, so that it cannot be made without it.
package struct Requirement: Hashable {
    /// The dotted path.
    package let path: String

    /// The type that the server must find there.
    let type: String

    /// The condition that it is there.
    var document: BSONDocument {
        BSONDocument(dictionaryLiteral: (path, ["$type": .string(type)]))
    }
}
