import BSON
import MongoClient
import Synchronization

/// What the operations of one test share.
struct TestContext: Sendable {
    let deployment: Deployment
    let address: Address

    /// The client that prepares and inspects, and is no part of a test.
    let observer: MongoClient

    let entities = Entities()
    let failPoints = FailPoints()

    /// Makes the entities of a test.
    ///
    /// - Throws: ``Failure`` or ``Skip`` if one cannot be made.
    func create(_ descriptions: [BSONDocument]) async throws {
        let builder = EntityBuilder(entities: entities, address: address)
        for description in descriptions { try await builder.build(description) }
    }
}
