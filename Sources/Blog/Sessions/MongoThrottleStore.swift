import BSON
import DocumentMapper
package import FoundationEssentials
import MongoClient
import Web

/// Counts tries in MongoDB.
///
/// There a restart forgets none, every process of the site counts together, and the
/// server deletes what has passed: what strangers make it keep is gone within minutes.
/// It costs a sign-in two small writes, beside a password's hash of 30 milliseconds.
package struct MongoThrottleStore: ThrottleStore {
    private let throttles: Documents<StoredThrottle>

    package init(_ database: BlogDatabase) {
        throttles = database.throttles
    }

    package func charge(
        _ name: String, interval: TimeInterval, unlessFreeAfter latest: Date, now: Date
    ) async throws -> Date {
        let latest = BSONValue.date(milliseconds: latest.bsonMilliseconds)
        let later: BSONValue = [
            "$cond": [
                ["$gt": ["$$freeAt", latest]], "$$freeAt",
                ["$add": ["$$freeAt", .milliseconds(interval)]],
            ]
        ]
        // A moment that is missing or has passed counts as now.
        let current: BSONValue = [
            "$max": ["$freeAt", .date(milliseconds: now.bsonMilliseconds)]
        ]
        let before = try await throttles.collection.findOneAndUpdate(
            ["_id": .string(name)],
            pipeline: [
                ["$set": ["freeAt": ["$let": ["vars": ["freeAt": current], "in": later]]]]
            ],
            returning: .before, upsert: true
        ) { reader throws(BSONError) in try StoredThrottle(from: &reader) }
        return max(before?.freeAt ?? now, now)
    }

    package func refund(_ name: String, interval: TimeInterval) async throws {
        _ = try await throttles.collection.updateOne(
            ["_id": .string(name)],
            pipeline: [
                ["$set": ["freeAt": ["$subtract": ["$freeAt", .milliseconds(interval)]]]]
            ])
    }

    package func forget(_ name: String) async throws {
        try await throttles.delete(name)
    }
}

extension BSONValue {
    fileprivate static func milliseconds(_ interval: TimeInterval) -> BSONValue {
        .int64(Int64(interval * 1000))
    }
}
