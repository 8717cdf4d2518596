import BSON

/// A collection: a name and the way to its server.
///
/// Filters and updates are plain documents. A value from outside belongs into one as
/// a value, as in `["slug": .string(slug)]`, and then can never act as an operator.
public struct MongoCollection: Sendable {
    /// The name, without the database's.
    public let name: String

    /// The database.
    public let database: MongoDatabase

    /// The name behind the database's, as the server and errors write it.
    var namespace: String { "\(database.name).\(name)" }

    /// Returns a request about this collection, of documents in a row.
    func request(_ action: Request.Action, _ documents: BSONDocument...) -> Request {
        var request = database.request(action)
        request.collection = name
        request.documents.reserveCapacity(documents.reduce(0) { $0 + $1.bytes.count })
        for document in documents { request.documents += document.bytes }
        return request
    }
}
