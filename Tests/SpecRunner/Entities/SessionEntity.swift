import MongoClient

/// A session, and the client that it belongs to.
struct SessionEntity: Sendable {
    let session: MongoSession
    let client: ClientEntity
}
