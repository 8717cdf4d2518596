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

    func record(of name: String) async throws -> MigrationRecord? {
        try await collection.findOne(Self.identified(by: name)) {
            try MigrationRecord(from: &$0)
        }
    }

    /// Notes that a migration begins, or goes on where it was interrupted.
    func begin(
        _ name: String, _ direction: MigrationDirection, holder: ObjectID
    ) async throws -> MigrationRecord {
        var record =
            try await record(of: name)
            ?? MigrationRecord(
                id: name, direction: direction, isFinished: false, holder: holder,
                startedAt: .now, steps: [])
        if record.direction != direction || record.isFinished {
            record.steps = []
            record.direction = direction
            record.isFinished = false
            record.startedAt = .now
            record.finishedAt = nil
        }
        record.holder = holder
        _ = try await collection.replaceOne(
            Self.identified(by: name), BSONDocument(encoding: record), upsert: true)
        return record
    }

    /// Notes how far the steps have come, unless someone else has taken over.
    ///
    /// - Throws: `MongoError` with `.lockBusy` if someone else has.
    func note(_ steps: [MigrationRecord.Step], of record: MigrationRecord) async throws {
        let outcome = try await collection.updateOne(
            Self.held(record), ["$set": ["steps": BSONValue(encoding: steps)]])
        guard outcome.matched == 1 else { throw takenOver }
    }

    /// Notes that a migration was made, or forgets it if it was undone, unless someone
    /// else has taken over.
    ///
    /// - Throws: `MongoError` with `.lockBusy` if someone else has.
    func finish(_ record: MigrationRecord) async throws {
        let count =
            switch record.direction {
            case .forward:
                try await collection.updateOne(
                    Self.held(record), ["$set": ["isFinished": true, "finishedAt": .date(.now)]]
                ).matched
            case .backward: try await collection.deleteOne(Self.held(record))
            }
        guard count == 1 else { throw takenOver }
    }

    private var takenOver: MongoError {
        MongoError(
            .lockBusy, "Another program has taken over the migration.",
            operation: "migrate \(collection.database.name)")
    }

    /// Matches the record while whoever began the migration still works on it.
    private static func held(_ record: MigrationRecord) -> BSONDocument {
        ["_id": ["$eq": .string(record.id)], "holder": ["$eq": .objectID(record.holder)]]
    }

    private static func identified(by name: String) -> BSONDocument {
        ["_id": ["$eq": .string(name)]]
    }
}
