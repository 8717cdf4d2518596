import MongoClient

/// A client, and the events of its commands.
struct ClientEntity: Sendable {
    let client: MongoClient
    let log: EventLog
}
