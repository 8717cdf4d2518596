import BSON

/// A file of GridFS tests in their older format, translated into the unified one.
///
/// Each test says what to arrange, how to act, and what to assert: the result, and what
/// must have become of copies of the stored data, as commands that change the copies.
struct LegacyGridFSFile {
    private static let database = "legacy-gridfs-tests"
    private let data: LegacyGridFSData
    private let tests: [BSONDocument]

    /// Reads a file.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "the file")
        data = try LegacyGridFSData(fields.required("data") { try $0.document($1) })
        tests = try fields.required("tests") { try $0.documents($1) }
        try fields.finish()
    }

    /// Returns the same file in the unified format.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    func unified(named name: String) throws -> BSONDocument {
        [
            "description": .string(name),
            "schemaVersion": .string("\(UnifiedFile.newestVersion)"),
            "createEntities": [
                ["client": ["id": "client"]],
                [
                    "database": [
                        "id": "database", "client": "client",
                        "databaseName": .string(Self.database),
                    ]
                ],
                ["bucket": ["id": "bucket", "database": "database"]],
                Self.collection("files"), Self.collection("chunks"),
            ],
            "initialData": [
                Self.contents("files", data.files), Self.contents("chunks", data.chunks),
            ],
            "tests": .array(BSONArray(try tests.map(test))),
        ]
    }

    private static func collection(_ name: String) -> BSONValue {
        [
            "collection": [
                "id": .string(name), "database": "database", "collectionName": "fs.\(name)",
            ]
        ]
    }

    private static func contents(_ name: String, _ documents: [BSONDocument]) -> BSONValue {
        [
            "databaseName": .string(database), "collectionName": "fs.\(name)",
            "documents": .array(BSONArray(documents.map(BSONValue.document))),
        ]
    }

    private func test(_ document: BSONDocument) throws -> BSONValue {
        var fields = Arguments(document, of: "the test")
        let description = fields.value("description") ?? ""
        var arrangement = Arguments(try fields.document("arrange") ?? [:], of: "arrange")
        let commands = try arrangement.documents("data") ?? []
        let action = try fields.required("act") { try $0.document($1) }
        let assertion = try fields.required("assert") { try $0.document($1) }
        try arrangement.finish()
        try fields.finish()
        var operations = try commands.map(Self.run)
        operations += try self.operations(action, assertion)
        return ["description": description, "operations": .array(BSONArray(operations))]
    }

    private static func run(_ command: BSONDocument) throws -> BSONValue {
        let command = try BSONValue.document(command).withBinaries()
        return [
            "name": "runCommand", "object": "database", "arguments": ["command": command],
        ]
    }

    private func operations(
        _ action: BSONDocument, _ assertion: BSONDocument
    ) throws -> [BSONValue] {
        var fields = Arguments(assertion, of: "assert")
        var pairs = try Self.operation(action)
        switch fields.value("result") {
        case "&result":
            pairs += [("expectResult", ["$$type": "objectId"]), ("saveResultAsEntity", "result")]
        case .document(let bytes):
            pairs.append(("expectResult", ["$$matchesHexBytes": bytes["$hex"] ?? ""]))
        case "void", nil: break
        case let other?: throw Failure("\(other.words) is no result")
        }
        let isError = try fields.string("error") != nil
        if isError { pairs.append(("expectError", ["isError": true, "isClientError": true])) }
        let changes = try fields.documents("data")
        try fields.finish()
        var operations: [BSONValue] = [.document(try BSONDocument(pairs: pairs))]
        if let changes {
            let expected = try data.applying(changes)
            operations.append(try Self.find("files", ["_id": 1], expected.files))
            // Chunks without a file may go with the attempt to delete it, as the
            // specification has it, or stay, as the driver's own bucket leaves them.
            let names = changes.map { $0["insert"] ?? $0["delete"] }
            if !isError || names.contains("expected.chunks") {
                operations.append(
                    try Self.find("chunks", ["files_id": 1, "n": 1], expected.chunks))
            }
        }
        return operations
    }

    private static func operation(_ action: BSONDocument) throws -> [(String, BSONValue)] {
        var fields = Arguments(action, of: "act")
        let name = try fields.required("operation") { try $0.string($1) }
        var arguments: [(String, BSONValue)] = []
        for (key, value) in try fields.document("arguments") ?? [:] {
            switch (key, value) {
            case ("options", .document(let options)):
                // There is no sum to leave out: it has been deprecated since.
                arguments += options.filter { $0.key != "disableMD5" }.map { ($0.key, $0.value) }
            case ("source", .document(let source)):
                arguments.append((key, ["$$hexBytes": source["$hex"] ?? ""]))
            default: arguments.append((key, value))
            }
        }
        try fields.finish()
        return [
            ("name", .string(name == "download_by_name" ? "downloadByName" : name)),
            ("object", "bucket"), ("arguments", .document(try BSONDocument(pairs: arguments))),
        ]
    }

    private static func find(
        _ collection: String, _ order: BSONDocument, _ expected: [BSONDocument]
    ) throws -> BSONValue {
        [
            "name": "find", "object": .string(collection),
            "arguments": ["filter": [:], "sort": .document(order)],
            "expectResult": .array(
                BSONArray(try expected.map { .document(try LegacyGridFSData.condition($0)) })),
        ]
    }
}
