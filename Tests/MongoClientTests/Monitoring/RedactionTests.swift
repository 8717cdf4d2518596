import BSON
import InMemoryTracing
import MongoClient
import TestSupport
import Testing

@Suite("Observing without values", .database, .needsServer, .timeLimit(.minutes(5)))
struct RedactionTests {
    /// What must never leave the client, as a value or as a key within a value.
    private static let secret = "zebra"

    /// An error that quotes what it could not read.
    private struct Quoting: Error, CustomStringConvertible {
        let description = secret
    }

    private static let value = BSONValue.string(secret)
    private static let nested: BSONDocument = ["profile": ["zebra": "zebra", "list": ["zebra"]]]

    typealias Use = @Sendable (MongoCollection) async throws -> Void

    static let uses: [(name: String, use: Use)] = [
        ("insert", { try await $0.insert([["_id": value, "profile": .document(nested)]]) }),
        ("duplicate", { try await $0.insert([["_id": value], ["_id": value]]) }),
        (
            "find",
            { _ = try await $0.find(["$or": [["a": value], ["b": ["$in": [value]]]]]).all() }
        ),
        ("find literally", { _ = try await $0.find(nested).all() }),
        ("find by equality", { _ = try await $0.find(["a": ["$eq": .document(nested)]]).all() }),
        ("find refused", { _ = try await $0.find(["a": ["$nothing": value]]).all() }),
        ("where", { _ = try await $0.find(["$where": value]).all() }),
        ("text", { _ = try await $0.find(["$text": ["$search": value]]).all() }),
        ("undecodable", { _ = try await $0.find { _ in throw Quoting() }.all() }),
        ("update", { _ = try await $0.updateOne(["_id": value], ["$set": ["a": value]]) }),
        ("update refused", { _ = try await $0.updateOne(["_id": value], ["$inc": ["a": value]]) }),
        ("replace", { _ = try await $0.replaceOne(["_id": value], ["a": value], upsert: true) }),
        ("delete", { _ = try await $0.deleteMany(["a": ["$elemMatch": ["$eq": value]]]) }),
        ("change", { _ = try await $0.findOneAndUpdate(["a": value], ["$set": ["a": value]]) }),
        ("aggregate", { _ = try await $0.aggregate([["$match": ["a": value]]]).all() }),
        ("count", { _ = try await $0.count(["a": value]) }),
        (
            "distinct",
            {
                _ = try await $0.database.run([
                    "distinct": .string($0.name), "key": "a", "query": ["a": value],
                ])
            }
        ),
    ]

    @Test(arguments: uses.map(\.name))
    func `no value reaches the log, the metrics or a span`(name: String) async throws {
        let use = try #require(Self.uses.first { $0.name == name }?.use)
        var settings = MongoClient.Settings.patient
        settings.slowCommandThreshold = .zero
        for threshold in [Duration.zero, .seconds(3600)] {
            settings.slowCommandThreshold = threshold
            try await Observatory.observing(settings) { things, observatory in
                try await things.insert([["a": "something"]])

                try? await use(things)

                #expect(observatory.log.all.count > 1)
                #expect(observatory.tracer.finishedSpans.count > 1)
                #expect(!observatory.everything.contains(Self.secret))
            }
        }
    }
}
