public import MongoClient

/// The stored documents of a model.
///
///     let posts = Documents<Post>(in: database)
///     let post = try await posts.insert(Post(title: "Ink", author: author.id))
///     let latest = try await posts
///         .find { $0.publishedAt != nil }
///         .sort { $0.publishedAt.descending }
///         .limit(20)
///         .all()
///
/// It is a name and the way to a server, so it costs nothing to make or copy.
public struct Documents<Model: Document>: Sendable {
    /// The collection, for what only MongoDB's own words can say.
    public let collection: MongoCollection

    /// Which of the documents that are kept after their deletion are there.
    let deletedOnes: DeletedOnes

    /// The model's collection in a database.
    public init(in database: MongoDatabase) {
        self.init(in: database.collection(Model.collection))
    }

    /// A collection of another name than the model's, with documents like it.
    public init(in collection: MongoCollection) {
        self.init(in: collection, deletedOnes: .hidden)
    }

    private init(in collection: MongoCollection, deletedOnes: DeletedOnes) {
        self.collection = collection
        self.deletedOnes = deletedOnes
    }

    /// The documents of the collection that are there to this program.
    ///
    /// Every query, update and deletion adds it to its own condition, so nothing else
    /// is found, changed or deleted.
    public var scope: Filter<Model> { Filter(scoped) }

    /// The same condition in no model's words.
    var scoped: Condition {
        let condition = deletedOnes.condition(on: Model.deletion?.key)
        guard let name = Model.typeName else { return condition }
        return Condition("_type", "$eq", name) && condition
    }

    /// The indexes of the collection, declared and stored.
    public var indexes: Indexes<Model> { Indexes(collection: collection) }

    /// The same documents, reached in another way.
    func on(_ collection: MongoCollection) -> Documents {
        Documents(in: collection, deletedOnes: deletedOnes)
    }

    /// The same collection, with other documents in scope.
    func showing(_ deletedOnes: DeletedOnes) -> Documents {
        Documents(in: collection, deletedOnes: deletedOnes)
    }
}
