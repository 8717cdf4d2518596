import BSON
import MongoClient

/// Runs operations, and compares what comes of them with what is expected.
struct OperationRunner: Sendable {
    let context: TestContext

    /// Runs an operation of a test, and names it where it fails.
    ///
    /// - Throws: ``Failure`` if something is not as expected.
    func run(top document: BSONDocument) async throws {
        do {
            try await run(document)
        } catch let skip as Skip {
            throw skip
        } catch {
            throw Failure("\(document["name"]?.string ?? "operation"): \(error)")
        }
    }

    /// Runs an operation.
    ///
    /// - Throws: ``Failure`` if something is not as expected, or the driver's own error
    ///   if none was expected: `withTransaction` has to see it.
    func run(_ document: BSONDocument) async throws {
        let operation = try Operation(document)
        try Limitation.operation(operation.name).check()
        let result: OperationResult
        do {
            result = try await perform(operation)
        } catch  where !(error is Failure || error is Skip) {
            if operation.expectsNothing { return }
            guard let expected = operation.expectedError else { throw error }
            try expected.check(error, with: context.entities.matcher)
            if operation.isErrorPassedOn { throw error }
            return
        }
        if operation.expectsNothing { return }
        guard operation.expectedError == nil else {
            throw Failure("it succeeded, but should have failed")
        }
        if let expected = operation.expectedResult {
            try result.match(expected, with: context.entities.matcher)
        }
        if let name = operation.entity {
            try context.entities.add(name, result.entity())
        }
    }

    private func perform(_ operation: Operation) async throws -> OperationResult {
        var arguments = Arguments(operation.arguments, of: operation.name)
        if operation.object == "testRunner" {
            return try await SpecialOperations(context: context, runner: self)
                .perform(operation.name, &arguments)
        }
        let entity = try context.entities.entity(operation.object)
        let session = try arguments.string("session").map {
            try context.entities.session($0).session
        }
        return switch entity {
        case .client(let client):
            try await ClientOperations(client: client.client, session: session)
                .perform(operation.name, &arguments)
        case .database(let database):
            try await DatabaseOperations(database, within: session)
                .perform(operation.name, &arguments)
        case .collection(let collection):
            try await CollectionOperations(collection, within: session)
                .perform(operation.name, &arguments)
        case .bucket(let bucket):
            try await BucketOperations(bucket: bucket).perform(operation.name, &arguments)
        case .session(let session):
            try await SessionOperations(session: session.session, runner: self)
                .perform(operation.name, &arguments)
        case .cursor(let cursor):
            try await CursorOperations(cursor: cursor).perform(operation.name, &arguments)
        case .thread, .events, .value:
            throw Failure("\(operation.object) has no operations")
        }
    }
}
