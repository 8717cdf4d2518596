import BSON

/// Compares what a test expects with what happened, by the rules of the unified test
/// format ("Evaluating Matches").
///
/// An expected document says what must be there. The outermost may have more fields;
/// documents within it must have exactly those. Keys may come in any order, and
/// numbers are compared by value, whatever their type.
struct Matcher: Sendable {
    /// Returns the value that the test stored under a name.
    let value: @Sendable (String) throws -> BSONValue

    /// Returns the identifier of the session of a name.
    let session: @Sendable (String) throws -> BSONDocument

    /// Compares two values.
    ///
    /// - Parameters:
    ///   - expected: What the test writes.
    ///   - actual: What is there, or `nil` if nothing is.
    ///   - path: Where it is, for the failure.
    ///   - isRoot: Whether a document may have more fields than expected.
    /// - Throws: ``Failure`` that says where they differ.
    func match(
        _ expected: BSONValue, _ actual: BSONValue?, at path: String = "", isRoot: Bool = true
    ) throws {
        if let condition = try MatchCondition(expected) {
            return try check(condition, actual, at: path, isRoot: isRoot)
        }
        guard let actual else { throw Failure("\(place(path)) is missing, not \(expected.words)") }
        switch (expected, actual) {
        case (.document(let expected), .document(let actual)):
            try match(expected, actual, at: path, isRoot: isRoot)
        case (.array(let expected), .array(let actual)):
            try match(expected, actual, at: path, isRoot: false)
        default:
            guard expected.isNumericallyEqual(to: actual) ?? (expected == actual) else {
                throw Failure("\(place(path)) is \(actual.words), not \(expected.words)")
            }
        }
    }

    /// Compares the documents of a cursor, each of which may have more fields.
    ///
    /// - Throws: ``Failure`` that says where they differ.
    func match(_ expected: BSONValue, documents: [BSONDocument]) throws {
        let actual = BSONArray(documents.map(BSONValue.document))
        guard case .array(let expected) = expected else {
            return try match(expected, .array(actual))
        }
        try match(expected, actual, at: "", isRoot: true)
    }

    private func match(
        _ expected: BSONDocument, _ actual: BSONDocument, at path: String, isRoot: Bool
    ) throws {
        for (key, value) in expected {
            let name = path.isEmpty ? key : "\(path).\(key)"
            try match(value, actual[key], at: name, isRoot: false)
        }
        if isRoot { return }
        for key in actual.keys where expected[key] == nil {
            throw Failure("\(place(path)) also has \(key)")
        }
    }

    private func match(
        _ expected: BSONArray, _ actual: BSONArray, at path: String, isRoot: Bool
    ) throws {
        guard expected.count == actual.count else {
            throw Failure("\(place(path)) has \(actual.count) values, not \(expected.count)")
        }
        for index in expected.indices {
            try match(expected[index], actual[index], at: "\(path)[\(index)]", isRoot: isRoot)
        }
    }

    private func check(
        _ condition: MatchCondition, _ actual: BSONValue?, at path: String, isRoot: Bool
    ) throws {
        switch condition {
        case .exists(let expected):
            guard expected == (actual != nil) else {
                throw Failure("\(place(path)) is \(actual?.words ?? "missing")")
            }
        case .unsetOrMatches(let expected):
            if let actual { try match(expected, actual, at: path, isRoot: isRoot) }
        case .type(let names):
            guard let actual, names.contains(where: actual.type.isNamed) else {
                throw Failure("\(place(path)) is \(actual?.words ?? "missing"), not a \(names)")
            }
        case .matchesEntity(let name):
            try match(value(name), actual, at: path, isRoot: isRoot)
        case .matchesHexBytes(let bytes):
            guard actual?.binary?.bytes == bytes else {
                throw Failure("\(place(path)) has other bytes than expected")
            }
        case .sessionLsid(let name):
            try match(.document(session(name)), actual, at: path, isRoot: false)
        case .atMost(let limit):
            guard let number = actual?.double, number <= limit else {
                throw Failure("\(place(path)) is \(actual?.words ?? "missing"), not ≤ \(limit)")
            }
        case .document(let expected):
            guard let text = actual?.string else {
                throw Failure("\(place(path)) is no text that could be a document")
            }
            let document = try BSONDocument(extendedJSON: text)
            try match(expected, .document(document), at: path, isRoot: false)
        case .root(let expected):
            try match(expected, actual, at: path, isRoot: true)
        }
    }

    private func place(_ path: String) -> String {
        path.isEmpty ? "it" : path
    }
}
