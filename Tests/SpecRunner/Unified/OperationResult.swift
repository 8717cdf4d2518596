import BSON

/// What came of an operation.
enum OperationResult: Sendable {
    /// Nothing that could be compared.
    case nothing
    case value(BSONValue)
    /// Documents of a cursor, each of which may have more fields than expected.
    case documents([BSONDocument])
    case cursor(any DocumentCursor)

    /// Compares the result with what is expected.
    ///
    /// - Throws: ``Failure`` if they differ.
    func match(_ expected: BSONValue, with matcher: Matcher) throws {
        switch self {
        case .nothing: try matcher.match(expected, nil)
        case .value(let value): try matcher.match(expected, value)
        case .documents(let documents): try matcher.match(expected, documents: documents)
        case .cursor: throw Failure("a cursor cannot be compared")
        }
    }

    /// The result as something that a test may know by name.
    ///
    /// - Throws: ``Failure`` if there is none.
    func entity() throws -> Entity {
        switch self {
        case .nothing: throw Failure("there is no result to keep")
        case .value(let value): .value(value)
        case .documents(let documents): .value(.array(BSONArray(documents.map(BSONValue.document))))
        case .cursor(let cursor): .cursor(cursor)
        }
    }
}
