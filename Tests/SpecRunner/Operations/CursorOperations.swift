import BSON
import MongoClient

/// What can be called on a cursor or a change stream.
struct CursorOperations {
    let cursor: any DocumentCursor

    /// Calls an operation.
    ///
    /// - Throws: `MongoError`, or ``Failure`` if there is no such operation.
    func perform(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult {
        try arguments.finish()
        switch name {
        case "iterateUntilDocumentOrError":
            guard let document = try await cursor.next() else {
                throw Failure("there are no more documents")
            }
            return .value(.document(document))
        case "iterateOnce":
            return try await cursor.next().map { .value(.document($0)) } ?? .nothing
        case "close":
            await cursor.close()
            return .nothing
        default: throw Failure("a cursor has no operation \(name)")
        }
    }
}
