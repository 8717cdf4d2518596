import BSON
import MongoClient

/// What must be true of the error that an operation throws.
struct ExpectedError: Sendable {
    private let isClientError: Bool?
    private let text: String?
    private let code: Int?
    private let codeName: String?
    private let labels: [String]
    private let otherLabels: [String]
    private let response: BSONValue?
    private let result: BSONValue?

    /// Reads an `expectError`.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "expectError")
        guard try fields.bool("isError") != false else { throw Failure("isError is false") }
        isClientError = try fields.bool("isClientError")
        _ = fields.value("isTimeoutError")
        text = try fields.string("errorContains")
        code = try fields.int("errorCode")
        codeName = try fields.string("errorCodeName")
        labels = try fields.strings("errorLabelsContain") ?? []
        otherLabels = try fields.strings("errorLabelsOmit") ?? []
        response = fields.value("errorResponse")
        result = fields.value("expectResult")
        try fields.finish()
    }
}

extension ExpectedError {
    /// Compares an error with what is expected of it.
    ///
    /// - Throws: ``Failure`` if it is another.
    func check(_ error: any Error, with matcher: Matcher) throws {
        let error = ObservedError(error)
        if let isClientError, isClientError != error.isFromClient {
            throw Failure("the error is \(isClientError ? "not " : "")the client's: \(error)")
        }
        if let text, !error.message.lowercased().contains(text.lowercased()) {
            throw Failure("the error does not contain \"\(text)\": \(error)")
        }
        if let code, !error.codes.contains(code) {
            throw Failure("the code is \(error.codes), not \(code): \(error)")
        }
        if let codeName { try check(codeName, of: error) }
        for label in labels where !error.labels.contains(label) {
            throw Failure("the error has no label \(label): \(error)")
        }
        for label in otherLabels where error.labels.contains(label) {
            throw Failure("the error has the label \(label): \(error)")
        }
        if let response { try matcher.match(response, error.reply) }
        if let result { try matcher.match(result, error.result) }
    }

    /// Compares the name of the code, or its number where the server told no name.
    private func check(_ codeName: String, of error: ObservedError) throws {
        let isNamed = error.codeNames.contains { $0.lowercased() == codeName.lowercased() }
        let isNumbered = ServerCode.named(codeName).map(error.codes.contains) ?? false
        guard isNamed || isNumbered else {
            throw Failure(
                "the code is \(error.codes) \(error.codeNames), not \(codeName): \(error)")
        }
    }
}
