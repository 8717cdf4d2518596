import BSON
import MongoClient

/// What can be called on a collection.
struct CollectionOperations {
    let collection: MongoCollection

    /// The session of the operation.
    let session: MongoSession?

    init(_ collection: MongoCollection, within session: MongoSession?) {
        self.collection = session.map { collection.within($0) } ?? collection
        self.session = session
    }

    /// Calls an operation.
    ///
    /// - Throws: `MongoError`, or ``Failure`` if there is no such operation.
    func perform(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult {
        let terms = try TermsArguments(taking: &arguments)
        let operations = CollectionOperations(terms.applied(to: collection), within: session)
        if let result = try await operations.read(name, &arguments) { return result }
        if let result = try await operations.write(name, &arguments) { return result }
        if let result = try await operations.change(name, &arguments) { return result }
        if let result = try await operations.administer(name, &arguments) { return result }
        throw Failure("a collection has no operation \(name)")
    }
}
