public import BSON
import FoundationEssentials

/// A document that is one of several models of the same collection.
///
/// `@Document` writes the conformance of an enum whose cases hold one each:
///
///     @Document("media", type: "photo") struct Photo { … }
///     @Document("media", type: "video") struct Video { … }
///
///     @Document("media")
///     enum Medium {
///         case photo(Photo)
///         case video(Video)
///         case other(UnknownDocument<ObjectID>)
///     }
///
/// `Documents<Photo>` has the photos, `Documents<Medium>` every medium. A document of a
/// type that has no case cannot be read, unless a case holds an ``UnknownDocument``.
///
/// Saves count versions and note times where all models do so under the same keys; where
/// they do not, save each through its own model.
public protocol DocumentUnion: Document {
    /// The models of the cases.
    static var models: [any Document.Type] { get }

    /// Whether documents of other types are read too.
    static var readsOthers: Bool { get }

    /// The document of the case.
    var document: any Document { get set }
}

extension DocumentUnion {
    /// What the database held when the document was read.
    public var snapshot: Snapshot {
        get { document.snapshot }
        set { document.snapshot = newValue }
    }

    /// Writes the document.
    public func write(to writer: inout BSONWriter) { document.write(to: &writer) }

    /// Notes each rule that the document breaks.
    public func validate(_ validation: inout Validation) { document.validate(&validation) }

    /// One of the models' descriptions.
    public static func schema(in context: SchemaContext) -> BSONDocument {
        var schemas = models.map { BSONValue.document($0.schema(in: context)) }
        if readsOthers {
            let names = models.compactMap { $0.typeName }.map(BSONValue.string)
            schemas.append(["properties": ["_type": ["not": ["enum": .array(BSONArray(names))]]]])
        }
        return ["bsonType": "object", "anyOf": .array(BSONArray(schemas))]
    }

    /// The property that counts saves, if all models have it under the same key.
    public static var versionField: VersionField<Self>? {
        sharedKey { $0.versionKey }.map { VersionField($0, \Self.sharedVersion) }
    }

    /// The properties that note times, as far as all models have them under the same keys.
    public static var timestamps: Timestamps<Self>? {
        Timestamps(
            created: sharedKey { $0.creationKey }.map { DateField($0, \Self.sharedCreation) },
            updated: sharedKey { $0.updateKey }.map { DateField($0, \Self.sharedUpdate) })
    }

    /// The property that notes the deletion, if all models have it under the same key.
    public static var deletion: DeletionField<Self>? {
        sharedKey { $0.deletionKey }.map { DeletionField($0, \Self.sharedDeletion) }
    }

    /// The indexes of every model, each once.
    public static var indexes: [Index<Self>] {
        var indexes: [Index<Self>] = []
        for index in models.flatMap({ Self.indexes(of: $0) }) where !indexes.contains(index) {
            indexes.append(index)
        }
        return indexes
    }

    private static func indexes<Model: Document>(of model: Model.Type) -> [Index<Self>] {
        model.indexes.map(Index.init)
    }

    /// Completes the document before it is stored.
    ///
    /// - Throws: ``ValidationError`` if it cannot be.
    public mutating func willSave() throws(ValidationError) { try document.willSave() }

    /// Tells the document that it was stored.
    public func didSave() { document.didSave() }

    /// Tells the document that it is about to be deleted.
    ///
    /// - Throws: ``ValidationError`` if it must stay.
    public func willDelete() throws(ValidationError) { try document.willDelete() }

    /// Tells the document that it was deleted.
    public func didDelete() { document.didDelete() }

    /// Completes the document after it was read.
    public mutating func didLoad() { document.didLoad() }

    /// The rules of every model.
    public static var deleteRules: [DeleteRule<Self>] { models.flatMap { rules(of: $0) } }

    private static func rules<Model: Document>(of model: Model.Type) -> [DeleteRule<Self>] {
        model.deleteRules.map { rule in
            // All models of a collection have the same identifiers.
            DeleteRule { ids, database in
                try await rule.apply(ids.compactMap { $0 as? Model.ID }, database)
            }
        }
    }

    private static func sharedKey(_ key: (any Document.Type) -> String?) -> String? {
        let keys = Set(models.map(key))
        return keys.count == 1 ? keys.first ?? nil : nil
    }
}

// Only asked for where every model has the property; a document of another type has none,
// and keeps none.
extension DocumentUnion {
    fileprivate var sharedVersion: Int {
        get { document.version ?? 0 }
        set { document.version = newValue }
    }

    fileprivate var sharedCreation: Date {
        get { document.creation ?? .distantPast }
        set { document.creation = newValue }
    }

    fileprivate var sharedUpdate: Date {
        get { document.update ?? .distantPast }
        set { document.update = newValue }
    }

    fileprivate var sharedDeletion: Date? {
        get { document.deletionTime }
        set { document.deletionTime = newValue }
    }
}

extension Document {
    fileprivate static var versionKey: String? { versionField?.key }
    fileprivate static var creationKey: String? { timestamps?.created?.key }
    fileprivate static var updateKey: String? { timestamps?.updated?.key }
    fileprivate static var deletionKey: String? { deletion?.key }

    fileprivate var creation: Date? {
        get { Self.timestamps?.created.map { self[keyPath: $0.property] } }
        set {
            guard let field = Self.timestamps?.created, let newValue else { return }
            self[keyPath: field.property] = newValue
        }
    }

    fileprivate var update: Date? {
        get { Self.timestamps?.updated.map { self[keyPath: $0.property] } }
        set {
            guard let field = Self.timestamps?.updated, let newValue else { return }
            self[keyPath: field.property] = newValue
        }
    }

    fileprivate var deletionTime: Date? {
        get { Self.deletion.flatMap { self[keyPath: $0.property] } }
        set {
            guard let field = Self.deletion else { return }
            self[keyPath: field.property] = newValue
        }
    }
}
