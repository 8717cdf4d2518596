import BSON

/// What a test in an older format leaves: `outcome`.
struct LegacyOutcome {
    /// The documents of a collection, if the test says.
    let data: BSONValue?

    /// The name of that collection if it is another than the test's.
    let collection: String?

    private let result: BSONValue?
    private let isError: Bool

    /// Reads an outcome.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "the outcome")
        var contents = Arguments(try fields.document("collection") ?? [:], of: "the outcome")
        data = contents.value("data")
        collection = try contents.string("name")
        result = fields.value("result")
        isError = try fields.bool("error") ?? false
        try contents.finish()
        try fields.finish()
    }

    /// Moves the result of the test to its only operation, where the later formats
    /// have it.
    func adding(to operation: BSONDocument) throws -> BSONDocument {
        var operation = operation
        if let result { try operation.append(key: "result", result) }
        if isError { try operation.append(key: "error", true) }
        return operation
    }
}
