import BSON
import MongoClient

/// One run of a test: data, entities, operations, and then what came of them.
struct TestRun: Sendable {
    let test: UnifiedTest
    let file: UnifiedFile
    let context: TestContext

    /// Runs the test.
    ///
    /// - Throws: ``Failure`` if something is not as expected, ``Skip`` if it turns out
    ///   to need what the driver does not have.
    func execute() async throws {
        for data in file.initialData { try await prepare(data) }
        try await context.create(file.entities)
        let runner = OperationRunner(context: context)
        for operation in test.operations { try await runner.run(top: operation) }
        try await checkEvents()
        await context.failPoints.clear()
        for data in test.outcome { try await check(data) }
    }

    /// Puts the documents of a collection in place.
    private func prepare(_ data: CollectionData) async throws {
        let database = context.observer.database(data.database).with(writeConcern: .majority)
        let collection = database.collection(data.collection)
        let concern: BSONValue = ["w": "majority"]
        let drop: BSONDocument = ["drop": .string(data.collection), "writeConcern": concern]
        do {
            try await database.run(drop)
        } catch {
            guard error.code == .namespaceNotFound else { throw error }
        }
        if data.documents.isEmpty || data.createOptions != nil {
            var create: BSONDocument = ["create": .string(data.collection)]
            for (key, value) in data.createOptions ?? [:] { try create.append(key: key, value) }
            create.append("writeConcern", concern)
            try await database.run(create)
        }
        if !data.documents.isEmpty { try await collection.insert(data.documents) }
    }

    private func checkEvents() async throws {
        for expected in test.events {
            let log = try context.entities.client(expected.client).log
            // A cursor that is closed tells the server when its connection has time.
            for _ in 0..<50 where log.events.count < expected.events.count {
                try await Task.sleep(for: .milliseconds(10))
            }
            do {
                try expected.check(log.events, with: context.entities.matcher)
            } catch {
                throw Failure("events of \(expected.client): \(error)")
            }
        }
    }

    /// Compares the documents of a collection: exactly, but for the order of keys.
    private func check(_ data: CollectionData) async throws {
        let collection = context.observer.database(data.database).collection(data.collection)
            .with(readConcern: .local, readPreference: .primary)
        let options = FindOptions(sort: ["_id": 1])
        let actual = try await collection.find([:], options: options).all()
        let isEqual =
            actual.count == data.documents.count
            && zip(actual, data.documents).allSatisfy { $0.isEqualInAnyOrder(to: $1) }
        guard isEqual else {
            let (found, expected) = (actual.map(\.words), data.documents.map(\.words))
            throw Failure("\(data.collection) holds \(found), not \(expected)")
        }
    }
}
