import BSON

/// The fields of an object in a test file, each of which must be understood.
///
/// A test would pass without having tested anything if an argument were overlooked, so
/// whatever nobody has taken is a failure in the end.
struct Arguments: Sendable {
    private let document: BSONDocument
    private let owner: String
    private var taken: Set<String> = []

    init(_ document: BSONDocument, of owner: String) {
        self.document = document
        self.owner = owner
    }

    /// Whether there is such a field.
    func has(_ key: String) -> Bool {
        document[key] != nil
    }

    /// Takes a field of any type.
    mutating func value(_ key: String) -> BSONValue? {
        taken.insert(key)
        return document[key]
    }

    /// Takes whatever fields are left.
    mutating func rest() throws -> BSONDocument {
        let rest = try BSONDocument(
            pairs: document.filter { !taken.contains($0.key) }.map { ($0.key, $0.value) })
        taken.formUnion(rest.keys)
        return rest
    }

    /// Takes a field that must be there.
    ///
    /// - Throws: ``Failure`` if it is not.
    mutating func required<Value>(
        _ key: String, _ take: (inout Arguments, String) throws -> Value?
    ) throws -> Value {
        guard let value = try take(&self, key) else { throw Failure("\(owner) needs \(key)") }
        return value
    }

    /// Fails if there is a field that nobody took.
    ///
    /// - Throws: ``Failure``, or ``Skip`` if it is one of the ``Limitation``s.
    func finish() throws {
        for key in document.keys where !taken.contains(key) {
            try Limitation.option(key).check()
            throw Failure("\(owner) has the unknown argument \(key)")
        }
    }

    private mutating func value<Value>(
        _ key: String, as kind: String, _ convert: (BSONValue) -> Value?
    ) throws -> Value? {
        guard let value = value(key), value != .null else { return nil }
        guard let converted = convert(value) else {
            throw Failure("\(key) of \(owner) is \(value.words), not \(kind)")
        }
        return converted
    }
}

extension Arguments {
    /// Takes text.
    mutating func string(_ key: String) throws -> String? {
        try value(key, as: "text", \.string)
    }

    /// Takes an array of text.
    mutating func strings(_ key: String) throws -> [String]? {
        try value(key, as: "an array of text") { value in
            let strings = value.array?.compactMap(\.string)
            return strings?.count == value.array?.count ? strings : nil
        }
    }

    /// Takes an integer.
    mutating func int(_ key: String) throws -> Int? {
        try value(key, as: "an integer", \.int)
    }

    /// Takes a boolean.
    mutating func bool(_ key: String) throws -> Bool? {
        try value(key, as: "a boolean", \.bool)
    }

    /// Takes a document.
    mutating func document(_ key: String) throws -> BSONDocument? {
        try value(key, as: "a document", \.document)
    }

    /// Takes an array.
    mutating func array(_ key: String) throws -> BSONArray? {
        try value(key, as: "an array", \.array)
    }

    /// Takes an array of documents.
    mutating func documents(_ key: String) throws -> [BSONDocument]? {
        try value(key, as: "an array of documents") { value in
            let documents = value.array?.compactMap(\.document)
            return documents?.count == value.array?.count ? documents : nil
        }
    }

    /// Takes milliseconds.
    mutating func duration(_ key: String) throws -> Duration? {
        try int(key).map { .milliseconds($0) }
    }
}
