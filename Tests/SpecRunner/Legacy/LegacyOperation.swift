import BSON

/// An operation in one of the older formats.
struct LegacyOperation {
    private let name: String
    private let object: String
    private let arguments: BSONDocument
    private let commandName: BSONValue?
    private let databaseOptions: BSONDocument?
    private let collectionOptions: BSONDocument?
    private let isError: Bool
    private let result: BSONValue?

    /// Reads an operation.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "the operation")
        name = try fields.required("name") { try $0.string($1) }
        object = try fields.string("object") ?? "collection"
        arguments = try fields.document("arguments") ?? [:]
        commandName = fields.value("command_name")
        databaseOptions = try fields.document("databaseOptions")
        collectionOptions = try fields.document("collectionOptions")
        isError = try fields.bool("error") ?? false
        result = fields.value("result")
        try fields.finish()
    }

    /// Returns the operation in the unified format.
    ///
    /// - Parameters:
    ///   - entities: Grows by what the operation needs.
    ///   - isNested: Whether `withTransaction` is to see an error.
    /// - Returns: A document as the tests of the unified format have it.
    /// - Throws: ``Failure`` if something of it is not understood.
    func unified(_ entities: inout LegacyEntities, isNested: Bool = false) throws -> BSONDocument {
        let target = entities.other(
            object, databaseOptions: databaseOptions, options: collectionOptions)
        var pairs: [(String, BSONValue)] = [
            ("name", .string(Self.names[name] ?? name)),
            ("object", .string(target)),
            ("arguments", .document(try unifiedArguments(&entities))),
        ]
        if let error = try expectedError {
            pairs.append(("expectError", .document(error)))
            if isNested { pairs.append((Operation.passesErrorOn, true)) }
        } else if let result {
            pairs.append(("expectResult", try expectedResult(result)))
        }
        return try BSONDocument(pairs: pairs)
    }

    /// Operations and arguments whose names have changed.
    private static let names = [
        "watch": "createChangeStream", "download_by_name": "downloadByName",
        "database": "databaseName", "index": "indexName",
    ]

    private func unifiedArguments(_ entities: inout LegacyEntities) throws -> BSONDocument {
        var pairs: [(String, BSONValue)] = []
        for (key, value) in arguments {
            switch (key, value) {
            case ("options", .document(let options)):
                pairs += options.map { ($0.key, $0.value) }
            case ("callback", .document(let callback)):
                pairs.append((key, try operations(of: callback, &entities)))
            case ("requests", .array(let requests)):
                pairs.append((key, .array(BSONArray(try requests.map(Self.request)))))
            case ("database", _), ("index", _), ("collection", _):
                pairs.append((isAssertion ? Self.names[key] ?? "collectionName" : key, value))
            default: pairs.append((key, try value.withBinaries()))
            }
        }
        if let commandName { pairs.append(("commandName", commandName)) }
        if name == "watch", arguments["pipeline"] == nil { pairs.append(("pipeline", [])) }
        if name.hasSuffix("OnLastTwoCommands") { pairs.append(("client", "client")) }
        return try BSONDocument(pairs: pairs)
    }

    private var isAssertion: Bool { object == "testRunner" }

    private func operations(
        of callback: BSONDocument, _ entities: inout LegacyEntities
    ) throws -> BSONValue {
        var fields = Arguments(callback, of: "the callback")
        var operations: [BSONValue] = []
        for operation in try fields.required("operations", { try $0.documents($1) }) {
            let translated = try LegacyOperation(operation).unified(&entities, isNested: true)
            operations.append(.document(translated))
        }
        try fields.finish()
        return .array(BSONArray(operations))
    }

    /// Translates an element of a bulk write, which names itself in a field here.
    private static func request(_ value: BSONValue) throws -> BSONValue {
        guard let request = value.document, let name = request["name"]?.string else { return value }
        let arguments = request["arguments"] ?? [:]
        return .document(try BSONDocument(pairs: [(name, arguments)]))
    }

    private static let errorFields: Set<String> = [
        "errorContains", "errorCode", "errorCodeName", "errorLabelsContain", "errorLabelsOmit",
        "isTimeoutError",
    ]

    /// What must be true of the error; `nil` if there must be none.
    private var expectedError: BSONDocument? {
        get throws {
            let fields = result?.document?.filter { Self.errorFields.contains($0.key) } ?? []
            guard isError || !fields.isEmpty else { return nil }
            var pairs: [(String, BSONValue)] = [("isError", true)]
            pairs += fields.map { ($0.key, $0.value) }
            let rest = result?.document?.filter { !Self.errorFields.contains($0.key) } ?? []
            if !rest.isEmpty {
                let result = try BSONDocument(pairs: rest.map { ($0.key, $0.value) })
                let expected = try expectedResult(.document(result))
                pairs.append(("expectResult", ["$$unsetOrMatches": expected]))
            }
            return try BSONDocument(pairs: pairs)
        }
    }

    /// Translates a result: what a driver need not tell may be missing.
    private func expectedResult(_ value: BSONValue) throws -> BSONValue {
        guard case .document(let document) = value else { return try value.withBinaries() }
        let optional = ["insertedId", "insertedIds", "upsertedIds"]
        return .document(
            try BSONDocument(
                pairs: document.map { key, value in
                    (key, optional.contains(key) ? ["$$unsetOrMatches": value] : value)
                }))
    }
}
