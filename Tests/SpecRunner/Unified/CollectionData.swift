import BSON

/// The documents of a collection, before or after a test.
struct CollectionData: Sendable {
    let database: String
    let collection: String
    let documents: [BSONDocument]
    let createOptions: BSONDocument?

    /// Reads an element of `initialData` or `outcome`.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "the data of a collection")
        database = try fields.required("databaseName") { try $0.string($1) }
        collection = try fields.required("collectionName") { try $0.string($1) }
        documents = try fields.required("documents") { try $0.documents($1) }
        createOptions = try fields.document("createOptions")
        try fields.finish()
    }
}
