import BSON

extension Aggregation {
    /// Makes a row for each element of an array.
    ///
    ///     @Embedded struct Tagged { var title: String; var tag: String }
    ///
    ///     posts.aggregate().unwind(Tagged.self, { $0.tags }, as: { $0.tag })
    ///
    /// The other properties of `Out` are the row's that are stored under the same
    /// names. A row whose array is empty or missing is left out.
    public func unwind<Out: Embedded, Elements: ArrayValue>(
        _ type: Out.Type, _ array: (Row.Fields) -> Field<Row, Elements>,
        as element: (Out.Fields) -> Field<Out, Elements.Element>
    ) -> Aggregation<Out> {
        let path = "$" + array(Row.fields).dottedPath
        let element = element(Out.fields).dottedPath
        return making(type) { () throws(BSONError) in
            [["$unwind": .string(path)], ["$set": [element: .string(path)]]]
        }
    }

    /// Adds to each row the documents of another collection that belong to it.
    ///
    ///     @Embedded struct Profile { var name: String; var posts: [Post] }
    ///
    ///     users.aggregate().lookup(Profile.self, posts, on: { $0.id == $1.author }) { $0.posts }
    ///
    /// The other properties of `Out` are the row's that are stored under the same
    /// names. The collection is one of the same database: the server reaches no other,
    /// so one of another is a `MongoError` when the pipeline is sent.
    public func lookup<Out: Embedded, Foreign: Document>(
        _ type: Out.Type, _ documents: Documents<Foreign>,
        on join: (Row.Fields, Foreign.Fields) -> Join<Row, Foreign>,
        as field: (Out.Fields) -> Field<Out, [Foreign]>
    ) -> Aggregation<Out> {
        let join = join(Row.fields, Foreign.fields)
        let field = field(Out.fields).dottedPath
        return making(type) {
            try checkReach(of: "$lookup", to: documents.collection)
            return [try join.stage(documents, as: field)]
        }
    }

    /// Adds to each row the document of another collection that belongs to it, if there
    /// is one.
    ///
    ///     @Embedded struct Byline { var title: String; var author: User? }
    ///
    ///     posts.aggregate().lookup(Byline.self, users, on: { $0.author == $1.id }) { $0.author }
    ///
    /// Of several, one is taken. The other properties of `Out` are the row's that are
    /// stored under the same names. The collection is one of the same database.
    public func lookup<Out: Embedded, Foreign: Document>(
        _ type: Out.Type, _ documents: Documents<Foreign>,
        on join: (Row.Fields, Foreign.Fields) -> Join<Row, Foreign>,
        as field: (Out.Fields) -> Field<Out, Foreign?>
    ) -> Aggregation<Out> {
        let join = join(Row.fields, Foreign.fields)
        let field = field(Out.fields).dottedPath
        return making(type) {
            try checkReach(of: "$lookup", to: documents.collection)
            return [
                try join.stage(documents, as: field, limit: 1),
                ["$set": [field: ["$first": .string("$" + field)]]],
            ]
        }
    }
}
