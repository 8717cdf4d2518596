import BSON
import Logging
import MetricsTestKit
import MongoClient
import TestSupport
import Testing

@Suite("Log of commands", .database, .needsServer, .timeLimit(.minutes(5)))
struct CommandLogTests {
    @Test func `each command is a line, with the shape of its filter`() async throws {
        try await Observatory.observing { things, observatory in
            _ = try await things.find(["title": ["$eq": "Hello"]]).all()

            let line = try #require(observatory.lines("find").first)
            #expect(observatory.lines("find").count == 1)
            #expect(line.hasPrefix("debug Database command "))
            #expect(line.contains("collection=things "))
            #expect(line.contains("database=\(things.database.name) "))
            #expect(line.contains("filter={title: {$eq: ?}} "))
            #expect(line.contains("outcome=succeeded "))
            #expect(line.contains(#/milliseconds=[0-9.]+ /#))
            #expect(line.contains(#/request=[0-9]+ /#))
        }
    }

    @Test func `a refused command is a line with the server's code`() async throws {
        try await Observatory.observing { things, observatory in
            _ = try? await things.updateOne(["_id": 1], ["$nothing": ["a": 1]])

            let line = try #require(observatory.lines("update").first)
            #expect(line.contains("code=9 "))
            #expect(line.contains("filter={_id: ?} "))
            #expect(line.contains("outcome=failed "))
        }
    }

    @Test func `the commands of one cursor are told apart`() async throws {
        try await Observatory.observing { things, observatory in
            try await things.insert((0..<30).map { ["_id": .int64($0)] })

            _ = try await things.find(options: FindOptions(batchSize: 10)).all()

            #expect(observatory.lines("find").count == 1)
            #expect(observatory.lines("getMore").count == 3)
            #expect(observatory.lines("getMore").allSatisfy { $0.contains("filter={}") })
        }
    }

    @Test func `above debug nothing is said of commands that go well`() async throws {
        var settings = MongoClient.Settings.patient
        settings.slowCommandThreshold = .seconds(3600)
        try await Observatory.observing(settings, level: .info) { things, observatory in
            _ = try await things.find().all()

            #expect(observatory.lines("find") == [])
        }
    }

    @Test func `a slow command is a warning, with the shape of its filter`() async throws {
        var settings = MongoClient.Settings.patient
        settings.slowCommandThreshold = .zero
        try await Observatory.observing(settings, level: .info) { things, observatory in
            _ = try await things.find(["views": ["$gt": 5]]).all()

            let line = try #require(observatory.lines("find").first)
            #expect(line.hasPrefix("warning Slow database command "))
            #expect(line.contains("filter={views: {$gt: ?}} "))
        }
    }

    @Test func `without a threshold no command is slow`() async throws {
        var settings = MongoClient.Settings.patient
        settings.slowCommandThreshold = nil
        try await Observatory.observing(settings, level: .info) { things, observatory in
            _ = try await things.find().all()

            #expect(observatory.lines("find") == [])
        }
    }

    @Test func `the primary that was found is told`() async throws {
        try await Observatory.observing(level: .info) { things, observatory in
            try await things.insert([["_id": 1]])

            #expect(observatory.log.all.contains { $0.contains("the primary database server") })
        }
    }

    @Test func `a stream that waits is not slow`() async throws {
        try await Observatory.observing(level: .info) { things, observatory in
            var options = ChangeStreamOptions()
            options.maximumAwaitTime = .milliseconds(150)
            let stream = try await things.watch(options: options)
            let writer = Task {
                // Until the stream has waited in vain.
                while observatory.metrics.timers(label: "db.client.operation.duration")
                    .allSatisfy({ timer in
                        timer.dimensions.allSatisfy { $0.1 != "getMore" }
                    })
                { await Task.yield() }
                try await things.insert([["a": 1]])
            }

            _ = try await ChangeStreamTests.next(1, of: stream)

            try await writer.value
            #expect(observatory.lines("getMore") == [])
        }
    }
}
