import BSON

/// A file in one of the formats before the unified one, translated into it.
///
/// The suites of transactions, sessions, retryable reads and writes, CRUD and command
/// monitoring share a shape: data, and tests with operations (or one), the commands
/// that they must send and the data that they must leave.
struct LegacyFile {
    private let database: String
    private let collection: String
    private let bucket: String
    private let document: BSONDocument

    /// Remembers a file and what it is called.
    init(_ document: BSONDocument) throws {
        database = document["database_name"]?.string ?? "legacy-tests"
        collection = document["collection_name"]?.string ?? "test"
        bucket = document["bucket_name"]?.string ?? "fs"
        self.document = document
    }

    /// Returns the same file in the unified format.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    func unified(named name: String) throws -> BSONDocument {
        var fields = Arguments(document, of: "the file")
        for key in ["database_name", "collection_name", "bucket_name", "namespace"] {
            _ = fields.value(key)
        }
        let requirements = try fields.array("runOn") ?? Self.bounds(&fields)
        let data = try initialData(fields.value("data"))
        let tests = try fields.required("tests") { try $0.documents($1) }.map(test)
        try fields.finish()
        return [
            "description": .string(name),
            "schemaVersion": .string("\(UnifiedFile.newestVersion)"),
            "runOnRequirements": .array(requirements),
            "initialData": .array(data),
            "tests": .array(BSONArray(tests.map(BSONValue.document))),
        ]
    }

    /// Takes the servers that a file or a test is for, in the oldest form.
    static func bounds(_ fields: inout Arguments) throws -> BSONArray {
        var pairs: [(String, BSONValue)] = []
        for key in ["minServerVersion", "maxServerVersion", "topology", "serverless"] {
            if let value = fields.value(key) { pairs.append((key, value)) }
        }
        return pairs.isEmpty ? [] : [.document(try BSONDocument(pairs: pairs))]
    }

    private func initialData(_ value: BSONValue?) throws -> BSONArray {
        switch value {
        case .document(let collections):
            BSONArray(try collections.map { try self.data($0.value, in: $0.key) })
        case let value?: [try data(value, in: collection)]
        case nil: []
        }
    }

    private func data(_ documents: BSONValue, in name: String) throws -> BSONValue {
        [
            "databaseName": .string(database), "collectionName": .string(name),
            "documents": try documents.withBinaries(),
        ]
    }

    private func test(_ document: BSONDocument) throws -> BSONDocument {
        var fields = Arguments(document, of: "the test")
        let description = try fields.required("description") { try $0.string($1) }
        let skipReason = try fields.string("skipReason")
        let requirements = try Self.bounds(&fields)
        var setUp = LegacyEntities(database: database, collection: collection, bucket: bucket)
        setUp.clientOptions = try fields.document("clientOptions") ?? [:]
        setUp.sessionOptions = try fields.document("sessionOptions") ?? [:]
        setUp.usesMultipleMongoses = try fields.bool("useMultipleMongoses") ?? false
        let failPoint = try fields.document("failPoint")
        let result = try LegacyOutcome(fields.document("outcome") ?? [:])
        let single = try fields.document("operation").map { operation in
            [try result.adding(to: operation)]
        }
        var operations: [BSONDocument] = []
        for operation in try fields.documents("operations") ?? single ?? [] {
            var unified = try LegacyOperation(operation).unified(&setUp)
            // Tests of command monitoring say nothing of what an operation returns.
            if self.document["namespace"] != nil { unified.append("ignoreResultAndError", true) }
            operations.append(unified)
        }
        let events = try fields.documents("expectations")?.map(LegacyEvent.unified)
        setUp.observe(events ?? [])
        try fields.finish()

        var pairs: [(String, BSONValue)] = [("description", .string(description))]
        if let skipReason { pairs.append(("skipReason", .string(skipReason))) }
        if !requirements.isEmpty { pairs.append(("runOnRequirements", .array(requirements))) }
        let first = setUp.operations + (failPoint.map { [setUp.failPoint($0)] } ?? [])
        pairs.append(
            ("operations", .array(BSONArray((first + operations).map(BSONValue.document)))))
        if let events {
            let expected: BSONDocument = [
                "client": "client", "events": .array(BSONArray(events.map(BSONValue.document))),
            ]
            pairs.append(("expectEvents", [.document(expected)]))
        }
        if let data = result.data {
            let name = result.collection ?? collection
            pairs.append(("outcome", [try self.data(data, in: name)]))
        }
        return try BSONDocument(pairs: pairs)
    }
}
