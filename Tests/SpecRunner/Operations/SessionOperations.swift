import BSON
import MongoClient

/// What can be called on a session.
struct SessionOperations {
    let session: MongoSession
    let runner: OperationRunner

    /// Calls an operation.
    ///
    /// - Throws: `MongoError`, or ``Failure`` if there is no such operation.
    func perform(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult {
        switch name {
        case "startTransaction":
            let settings = try TransactionSettings(taking: &arguments)
            try arguments.finish()
            try await session.startTransaction(settings)
        case "commitTransaction":
            try arguments.finish()
            try await session.commitTransaction()
        case "abortTransaction":
            try arguments.finish()
            try await session.abortTransaction()
        case "withTransaction":
            let operations = try arguments.required("callback") { try $0.documents($1) }
            let settings = try TransactionSettings(taking: &arguments)
            try arguments.finish()
            try await session.withTransaction(settings) { _ in
                for operation in operations { try await runner.run(operation) }
            }
        case "endSession":
            try arguments.finish()
            await session.end()
        default: throw Failure("a session has no operation \(name)")
        }
        return .nothing
    }
}
