import BSON
import MetricsTestKit
import MongoClient
import TestSupport
import Testing

@Suite("Metrics of commands", .database, .needsServer, .timeLimit(.minutes(5)))
struct CommandMetricsTests {
    private static let system = ("db.system.name", "mongodb")

    /// Returns how many connections are in a state, as the metrics say.
    private static func connections(_ state: String, _ metrics: TestMetrics) throws -> Double? {
        try metrics.expectMeter(
            "db.client.connection.count", [system, ("db.client.connection.state", state)]
        ).lastValue
    }

    @Test func `each command is timed, by name and outcome`() async throws {
        try await Observatory.observing { things, observatory in
            try await things.insert([["_id": 1]])
            try await things.insert([["_id": 2]])

            let timer = try observatory.metrics.expectTimer(
                "db.client.operation.duration",
                [Self.system, ("db.operation.name", "insert"), ("outcome", "succeeded")])
            #expect(timer.values.count == 2)
            #expect(timer.values.allSatisfy { $0 > 0 })
        }
    }

    @Test func `failures are counted by code`() async throws {
        try await Observatory.observing { things, observatory in
            _ = try? await things.find(["$nothing": 1]).all()
            _ = try? await things.find(["$nothing": 2]).all()
            _ = try? await things.insert([["_id": 2], ["_id": 2]])

            func failures(_ command: String, _ code: String) -> Int64 {
                observatory.metrics.counterTotal(
                    label: "db.client.operation.failures",
                    dimensions: [
                        Self.system, ("db.operation.name", command), ("error.type", code),
                    ])
            }
            #expect(failures("find", "2") == 2)
            #expect(failures("insert", "11000") == 1)
        }
    }

    @Test func `connections are counted while they are lent and while they rest`() async throws {
        try await Observatory.observing { things, observatory in
            try await things.insert((0..<5).map { ["_id": .int64($0)] })
            var cursor = things.find(options: FindOptions(batchSize: 2)).makeAsyncIterator()

            _ = try await cursor.next()

            #expect(try Self.connections("used", observatory.metrics) == 1)
            #expect(try Self.connections("idle", observatory.metrics) == 0)
            while try await cursor.next() != nil {}
            #expect(try Self.connections("used", observatory.metrics) == 0)
            #expect(try Self.connections("idle", observatory.metrics) == 1)
        }
    }

    @Test func `those who wait are counted, and those who waited in vain`() async throws {
        var settings = MongoClient.Settings.patient
        settings.maximumConnections = 1
        settings.waitQueueTimeout = .milliseconds(50)
        try await Observatory.observing(settings) { things, observatory in
            try await things.insert((0..<5).map { ["_id": .int64($0)] })
            var cursor = things.find(options: FindOptions(batchSize: 2)).makeAsyncIterator()
            _ = try await cursor.next()

            await #expect(throws: MongoError.self) { try await things.insert([["_id": 9]]) }

            let pending = try observatory.metrics.expectMeter(
                "db.client.connection.pending_requests", [Self.system])
            let waiting = try observatory.metrics.expectTimer(
                "db.client.connection.wait_time", [Self.system])
            #expect(pending.values == [1, 0])
            #expect(observatory.metrics.counterTotal(label: "db.client.connection.timeouts") == 1)
            #expect(try #require(waiting.values.last) >= 50_000_000)
            while try await cursor.next() != nil {}
        }
    }
}
