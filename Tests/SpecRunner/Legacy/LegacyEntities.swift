import BSON

/// The entities that every test in an older format has, and those that it turns out to
/// need besides.
struct LegacyEntities {
    let database: String
    let collection: String
    let bucket: String
    var clientOptions: BSONDocument = [:]
    var sessionOptions: BSONDocument = [:]
    var usesMultipleMongoses = false

    /// The kinds of events that the test looks at.
    private var observed: Set<String> = ["commandStartedEvent"]

    /// Whether the test looks at the end of cursors, which comes when the driver has
    /// time.
    private var expectsKill = false

    /// Databases and collections with options of their own.
    private var others: [BSONValue] = []

    init(database: String, collection: String, bucket: String) {
        self.database = database
        self.collection = collection
        self.bucket = bucket
    }

    /// The operation that makes the entities.
    var operations: [BSONDocument] {
        let client: BSONValue = [
            "client": [
                "id": "client", "uriOptions": .document(clientOptions),
                "useMultipleMongoses": .bool(usesMultipleMongoses),
                "observeEvents": .array(BSONArray(observed.map(BSONValue.string))),
                "ignoreCommandMonitoringEvents": expectsKill ? [] : ["killCursors"],
            ]
        ]
        let entities: [BSONValue] =
            [
                client,
                ["database": ["id": "database", "client": "client", "databaseName": name]],
                self.collection(id: "collection", database: "database", options: [:]),
                ["bucket": ["id": "gridfsbucket", "database": "database", "bucketOptions": files]],
                session("session0"), session("session1"),
            ] + others
        return [
            [
                "name": "createEntities", "object": "testRunner",
                "arguments": ["entities": .array(BSONArray(entities))],
            ]
        ]
    }

    /// Looks at events of the kinds that are expected.
    mutating func observe(_ events: [BSONDocument]) {
        observed.formUnion(events.flatMap(\.keys))
        expectsKill = events.contains { event in
            event.contains { $0.value.document?["commandName"] == "killCursors" }
        }
    }

    /// The operation that makes the server fail.
    func failPoint(_ failPoint: BSONDocument) -> BSONDocument {
        [
            "name": "failPoint", "object": "testRunner",
            "arguments": ["client": "client", "failPoint": .document(failPoint)],
        ]
    }

    /// Returns the name of a database or a collection with options, which is made
    /// before the test.
    mutating func other(_ object: String, databaseOptions: BSONDocument?, options: BSONDocument?)
        -> String
    {
        var parent = "database"
        if let databaseOptions {
            parent = "database\(others.count)"
            others.append([
                "database": [
                    "id": .string(parent), "client": "client", "databaseName": name,
                    "databaseOptions": .document(databaseOptions),
                ]
            ])
        }
        guard object == "collection" else { return object == "database" ? parent : object }
        guard databaseOptions != nil || options != nil else { return object }
        let id = "collection\(others.count)"
        others.append(collection(id: id, database: parent, options: options ?? [:]))
        return id
    }

    private var name: BSONValue { .string(database) }

    private var files: BSONValue { ["bucketName": .string(bucket)] }

    private func session(_ id: String) -> BSONValue {
        [
            "session": [
                "id": .string(id), "client": "client", "sessionOptions": sessionOptions[id] ?? [:],
            ]
        ]
    }

    private func collection(id: String, database: String, options: BSONDocument) -> BSONValue {
        [
            "collection": [
                "id": .string(id), "database": .string(database),
                "collectionName": .string(collection), "collectionOptions": .document(options),
            ]
        ]
    }
}
