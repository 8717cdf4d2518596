import DocumentMapper
import Measuring
import MongoClient

/// The workloads over nested documents.
struct NestedDocuments {
    private let documents: Documents<NestedDocument>

    init(in client: MongoClient) {
        documents = Documents(in: client.database("inkstone_benchmarks"))
    }

    /// Stores documents one by one.
    func create(_ count: Int) async throws -> Measurement {
        try await documents.collection.drop()
        return try await .of {
            for _ in 0..<count { try await documents.insert(NestedDocument()) }
            return count
        }
    }

    /// Finds each document by a field of an embedded one.
    func find(_ count: Int) async throws -> Measurement {
        let keys = try await prepare(count).map(\.first.uniqueID)
        return try await .of {
            for key in keys {
                let found = try await documents.find { $0.first.uniqueID == key }.first()
                try WorkloadError.check(found?.first.uniqueID == key, "another was found")
            }
            return count
        }
    }

    /// Finds each document by a field of an element of its list.
    func findInArray(_ count: Int) async throws -> Measurement {
        let keys = try await prepare(count).map { $0.list[2].uniqueID }
        return try await .of {
            for key in keys {
                let found =
                    try await documents
                    .find { $0.list.anyElement.uniqueID == key }.first()
                try WorkloadError.check(found?.list[2].uniqueID == key, "another was found")
            }
            return count
        }
    }

    /// Changes a field of an embedded document of each, and saves it.
    func update(_ count: Int) async throws -> Measurement {
        var all = try await prepare(count)
        return try await .of {
            for index in all.indices {
                all[index].first.field1 = "updated_value"
                try await documents.save(&all[index])
            }
            return count
        }
    }

    /// Stores as many documents as are asked for, with their indexes.
    private func prepare(_ count: Int) async throws -> [NestedDocument] {
        try await documents.collection.drop()
        try await documents.indexes.apply()
        var all: [NestedDocument] = []
        for start in stride(from: 0, to: count, by: 500) {
            all += try await documents.insert(
                contentsOf: (start..<min(start + 500, count)).map { _ in NestedDocument() })
        }
        return all
    }
}
