import BSON

/// A step of a test: what to call, and what must come of it.
struct Operation: Sendable {
    let name: String
    let object: String
    let arguments: BSONDocument
    let expectsNothing: Bool
    let expectedError: ExpectedError?
    let expectedResult: BSONValue?
    let entity: String?

    /// Whether an expected error is passed on, so that `withTransaction` sees it.
    ///
    /// Only the older formats ask for this, of the operations of a callback.
    let isErrorPassedOn: Bool

    /// Reads an operation.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "the operation")
        name = try fields.required("name") { try $0.string($1) }
        object = try fields.required("object") { try $0.string($1) }
        arguments = try fields.document("arguments") ?? [:]
        expectsNothing = try fields.bool("ignoreResultAndError") ?? false
        expectedError = try fields.document("expectError").map(ExpectedError.init)
        expectedResult = fields.value("expectResult")
        entity = try fields.string("saveResultAsEntity")
        isErrorPassedOn = try fields.bool(Self.passesErrorOn) ?? false
        try fields.finish()
    }

    /// The key by which translated operations say ``isErrorPassedOn``.
    static let passesErrorOn = "$$passErrorOn"
}
