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
        request(action, documents: documents.flatMap(\.bytes))
    }

    /// Returns a request about this collection, of the bytes of documents in a row.
    func request(_ action: Request.Action, documents: [UInt8]) -> Request {
        Request(
            action: action, database: database.name, collection: name, documents: documents,
            session: database.session, terms: database.terms)
    }
}
