import BSON
import FoundationEssentials
import MongoClient

/// The collection that remembers which migrations were made.
struct MigrationLedger: Sendable {
    let collection: MongoCollection

    func records() async throws -> [MigrationRecord] {
        let filter: BSONDocument = ["steps": ["$exists": true]]
        return try await collection.find(filter) { try MigrationRecord(from: &$0) }.all()
    }

    /// Notes that a migration begins, or goes on where it was interrupted.
    func begin(_ name: String, _ direction: MigrationDirection) async throws -> MigrationRecord {
        var record =
            try await collection.findOne(Self.identified(by: name)) {
                try MigrationRecord(from: &$0)
            } ?? MigrationRecord(id: name, direction: direction)
        if record.direction != direction || record.isFinished {
            record = MigrationRecord(id: name, direction: direction)
        }
        _ = try await collection.replaceOne(
            Self.identified(by: name), BSONDocument(encoding: record), upsert: true)
        return record
    }

    /// Notes how far the steps have come.
    func note(_ steps: [MigrationRecord.Step], of record: MigrationRecord) async throws {
        try await collection.updateOne(
            Self.identified(by: record.id), ["$set": ["steps": BSONValue(encoding: steps)]])
    }

    /// Notes that a migration was made, or forgets it if it was undone.
    func finish(_ record: MigrationRecord) async throws {
        let filter = Self.identified(by: record.id)
        switch record.direction {
        case .forward:
            try await collection.updateOne(
                filter, ["$set": ["isFinished": true, "finishedAt": .date(.now)]])
        case .backward: try await collection.deleteOne(filter)
        }
    }

    private static func identified(by name: String) -> BSONDocument {
        ["_id": ["$eq": .string(name)]]
    }
}
