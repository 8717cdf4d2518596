import DocumentMapper
import Measuring
import MongoClient

/// The workloads over small documents.
struct SmallDocuments {
    private let documents: Documents<SmallDocument>

    init(in client: MongoClient) {
        documents = Documents(in: client.database("inkstone_benchmarks"))
    }

    /// Stores documents one by one.
    func create(_ count: Int) async throws -> Measurement {
        try await documents.collection.drop()
        return try await .of {
            for _ in 0..<count { try await documents.insert(SmallDocument()) }
            return count
        }
    }

    /// Finds each document by its identifier.
    func find(_ count: Int) async throws -> Measurement {
        let ids = try await prepare(count)
        return try await .of {
            for id in ids {
                let found = try await documents.find(id: id)
                try WorkloadError.check(found?.field13 == 666_666, "another document was found")
            }
            return count
        }
    }

    /// Finds each document by the one it refers to, and that one with it.
    func findForeign(_ count: Int) async throws -> Measurement {
        let ids = try await prepare(count)
        try await documents.indexes.apply()
        try await documents.insert(
            contentsOf: ids.map { SmallDocument(field7: Reference($0)) })
        return try await .of {
            for id in ids {
                let found = try await documents.find { $0.field7 == Reference(id) }.limit(1).all()
                let foreign = try await found.resolve(\.field7, in: documents)
                try WorkloadError.check(foreign.first??.id == id, "another document was found")
            }
            return count
        }
    }

    /// Loads each document, changes a field and saves it.
    func update(_ count: Int) async throws -> Measurement {
        _ = try await prepare(count)
        var all = try await documents.find().all()
        return try await .of {
            for index in all.indices {
                all[index].field1 = "updated_value"
                try await documents.save(&all[index])
            }
            return count
        }
    }

    /// Stores as many documents as are asked for, and returns their identifiers.
    private func prepare(_ count: Int) async throws -> [ObjectID] {
        try await documents.collection.drop()
        return try await documents.insert(
            contentsOf: (0..<count).map { _ in SmallDocument() }
        ).map(\.id)
    }
}
