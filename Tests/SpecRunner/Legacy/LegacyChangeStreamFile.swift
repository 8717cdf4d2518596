import BSON

/// A file of change stream tests in their older format, translated into the unified
/// one.
struct LegacyChangeStreamFile {
    private let names: [(database: String, collection: String)]
    private let tests: [BSONDocument]

    /// Reads a file.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "the file")
        var names: [(database: String, collection: String)] = []
        for number in ["", "2"] {
            let database = try fields.string("database\(number)_name")
            let collection = try fields.string("collection\(number)_name")
            if let database, let collection { names.append((database, collection)) }
        }
        self.names = names
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
            "createEntities": .array(BSONArray(entities)),
            "initialData": .array(BSONArray(names.map(Self.empty))),
            "tests": .array(BSONArray(try tests.map(test))),
        ]
    }

    /// Every database with every collection: operations use them crosswise.
    private var allNames: [(database: String, collection: String)] {
        names.flatMap { one in names.map { (one.database, $0.collection) } }
    }

    private static func empty(_ name: (database: String, collection: String)) -> BSONValue {
        [
            "databaseName": .string(name.database), "collectionName": .string(name.collection),
            "documents": [],
        ]
    }

    /// Drops what an earlier test may have left of the collections that must not exist.
    private var unused: [BSONValue] {
        let others = allNames.filter { one in !names.contains { $0 == one } }
        return others.map { database, collection in
            [
                "name": "dropCollection", "object": .string(database),
                "arguments": ["collection": .string(collection)],
            ]
        }
    }

    /// A client that is watched, one that is not, and a collection for each name.
    private var entities: [BSONValue] {
        let watched: BSONValue = [
            "id": "client", "observeEvents": ["commandStartedEvent"],
            "ignoreCommandMonitoringEvents": ["killCursors"],
        ]
        var entities: [BSONValue] = [
            ["client": watched], ["client": ["id": "writer"]],
            Self.database("database", "client", names[0].database),
            Self.collection("collection", "database", names[0].collection),
        ]
        for (database, collection) in allNames {
            if !entities.contains(Self.database(database, "writer", database)) {
                entities.append(Self.database(database, "writer", database))
            }
            entities.append(Self.collection("\(database).\(collection)", database, collection))
        }
        return entities
    }

    private static func database(_ id: String, _ client: String, _ name: String) -> BSONValue {
        ["database": ["id": .string(id), "client": .string(client), "databaseName": .string(name)]]
    }

    private static func collection(_ id: String, _ database: String, _ name: String) -> BSONValue {
        [
            "collection": [
                "id": .string(id), "database": .string(database), "collectionName": .string(name),
            ]
        ]
    }

    private func test(_ document: BSONDocument) throws -> BSONValue {
        var fields = Arguments(document, of: "the test")
        let description = fields.value("description") ?? ""
        let requirements = try LegacyFile.bounds(&fields)
        let target = try fields.required("target") { try $0.string($1) }
        var options = try fields.document("changeStreamOptions") ?? [:]
        let pipeline = fields.value("changeStreamPipeline") ?? []
        let failPoint = try fields.document("failPoint")
        let changes = try fields.documents("operations") ?? []
        let result = try fields.required("result") { try $0.document($1) }
        let events = try fields.documents("expectations")?.map(LegacyEvent.unified)
        try fields.finish()

        try options.append(key: "pipeline", pipeline)
        var operations = unused
        if let failPoint { operations.append(Self.failPoint(failPoint)) }
        operations.append(try Self.stream(target, options, result))
        operations += try changes.map(Self.change)
        operations += try Self.iterations(result)
        var pairs: [(String, BSONValue)] = [
            ("description", description), ("operations", .array(BSONArray(operations))),
        ]
        if !requirements.isEmpty { pairs.append(("runOnRequirements", .array(requirements))) }
        if let events {
            let expected: BSONDocument = [
                "client": "client", "ignoreExtraEvents": true,
                "events": .array(BSONArray(events.map(BSONValue.document))),
            ]
            pairs.append(("expectEvents", [.document(expected)]))
        }
        return .document(try BSONDocument(pairs: pairs))
    }

    private static func failPoint(_ failPoint: BSONDocument) -> BSONValue {
        [
            "name": "failPoint", "object": "testRunner",
            "arguments": ["client": "client", "failPoint": .document(failPoint)],
        ]
    }

    /// Opens the stream.
    ///
    /// Where an error is expected, the first iteration may be what
    /// finds it, so the opening passes it on to there.
    private static func stream(
        _ target: String, _ options: BSONDocument, _ result: BSONDocument
    ) throws -> BSONValue {
        var arguments = options
        if result["error"] != nil { try arguments.append(key: Self.failsLater, true) }
        return [
            "name": "createChangeStream", "object": .string(target),
            "arguments": .document(arguments), "saveResultAsEntity": "stream",
        ]
    }

    /// The argument by which a stream that cannot be opened says so when it is read.
    static let failsLater = "$$failsLater"

    private static func change(_ document: BSONDocument) throws -> BSONValue {
        var fields = Arguments(document, of: "the operation")
        let database = try fields.required("database") { try $0.string($1) }
        let collection = try fields.required("collection") { try $0.string($1) }
        let name = fields.value("name") ?? ""
        let arguments = fields.value("arguments") ?? [:]
        try fields.finish()
        return ["name": name, "object": "\(database).\(collection)", "arguments": arguments]
    }

    private static func iterations(_ result: BSONDocument) throws -> [BSONValue] {
        let next: [(String, BSONValue)] = [
            ("name", "iterateUntilDocumentOrError"), ("object", "stream"),
        ]
        var fields = Arguments(result, of: "the result")
        var operations: [BSONValue] = []
        for document in try fields.documents("success") ?? [] {
            let expected = try LegacyEvent.expected(.document(document))
            operations.append(
                .document(try BSONDocument(pairs: next + [("expectResult", expected)])))
        }
        if let error = try fields.document("error") {
            var parts = Arguments(error, of: "the error")
            var expected: [(String, BSONValue)] = [("isError", true)]
            if let code = parts.value("code") { expected.append(("errorCode", code)) }
            if let labels = parts.value("errorLabels") {
                expected.append(("errorLabelsContain", labels))
            }
            try parts.finish()
            let document = BSONValue.document(try BSONDocument(pairs: expected))
            operations.append(
                .document(try BSONDocument(pairs: next + [("expectError", document)])))
        }
        try fields.finish()
        return operations
    }
}
