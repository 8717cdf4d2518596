import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Command events", .database, .needsServer, .timeLimit(.minutes(5)))
struct CommandEventTests {
    @Test func `a command starts with its documents and succeeds with its reply`() async throws {
        try await EventRecorder.listening { things, recorder in
            try await things.insert([["_id": 1], ["_id": 2]])

            let events = recorder.all("insert")
            guard case .started(let command, let database) = try #require(events.first).stage,
                case .succeeded(let reply, let duration) = try #require(events.last).stage
            else {
                Issue.record("\(events)")
                return
            }
            #expect(database == things.database.name)
            #expect(command["insert"] == "things")
            #expect(command["documents"] == [["_id": 1], ["_id": 2]])
            #expect(reply["n"] == .int32(2))
            #expect(duration > .zero)
        }
    }

    @Test func `the start and the end of a command share their numbers`() async throws {
        try await EventRecorder.listening { things, recorder in
            try await things.insert([["_id": 1]])
            try await things.insert([["_id": 2]])

            let events = recorder.all("insert")
            #expect(events.count == 4)
            #expect(events[0].requestID == events[1].requestID)
            #expect(events[1].requestID != events[2].requestID)
            #expect(events[0].connectionID == events[1].connectionID)
            #expect(events[0].connectionID != nil)
            #expect(events[0].address == events[1].address)
        }
    }

    @Test func `a refused command fails with the server's reply`() async throws {
        try await EventRecorder.listening { things, recorder in
            _ = try? await things.find(["$nothing": 1]).all()

            guard case .failed(let error, let reply, _) = recorder.all("find").last?.stage else {
                Issue.record("\(recorder.all("find"))")
                return
            }
            #expect(error.code == MongoError.Code(rawValue: 2))
            #expect(reply["codeName"] == "BadValue")
        }
    }

    @Test func `credentials are left out`() async throws {
        try await EventRecorder.listening { things, recorder in
            _ = try? await things.database.run([
                "saslStart": 1, "mechanism": "PLAIN", "payload": "secret",
            ])

            let events = recorder.all("saslStart")
            #expect(events.count == 2)
            #expect(events.allSatisfy { $0.isSensitive })
            #expect(!"\(events)".contains("secret"))
        }
    }

    @Test func `other commands are not sensitive`() async throws {
        try await EventRecorder.listening { things, recorder in
            _ = try await things.find().all()

            #expect(recorder.all("find").count == 2)
            #expect(recorder.all("find").allSatisfy { !$0.isSensitive })
        }
    }
}
