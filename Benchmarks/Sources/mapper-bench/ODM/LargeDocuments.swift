import DocumentMapper
import Measuring
import MongoClient

/// The workloads over large documents.
struct LargeDocuments {
    private let documents: Documents<LargeDocument>

    init(in client: MongoClient) {
        documents = Documents(in: client.database("inkstone_benchmarks"))
    }

    /// Stores documents one by one.
    func create(_ count: Int) async throws -> Measurement {
        try await documents.collection.drop()
        return try await .of {
            for _ in 0..<count { try await documents.insert(LargeDocument()) }
            return count
        }
    }

    /// Changes a field of each document and saves it.
    func update(_ count: Int) async throws -> Measurement {
        try await documents.collection.drop()
        var all: [LargeDocument] = []
        for _ in 0..<count { all.append(try await documents.insert(LargeDocument())) }
        return try await .of {
            for index in all.indices {
                all[index].field1 = "updated_value"
                try await documents.save(&all[index])
            }
            return count
        }
    }
}
