import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Connections of change streams", .database, .needsServer, .timeLimit(.minutes(5)))
struct ChangeStreamConnectionTests {
    /// Runs a test with a client of its own.
    private static func withClient(
        connections: Int = 2, _ body: (MongoClient, MongoCollection) async throws -> Void
    ) async throws {
        var settings = MongoClient.Settings.patient
        settings.maximumConnections = connections
        let client = try await TestServer.client(settings: settings)
        let name = try TestDatabase.required().name
        let result: Result<Void, any Error>
        do {
            result = .success(
                try await body(client, client.database(name).collection("things")))
        } catch {
            result = .failure(error)
        }
        await client.close()
        try result.get()
    }

    @Test func `a stream that is dropped frees its connection`() async throws {
        try await Self.withClient { client, things in
            func open() async throws {
                let stream = try await things.watch()
                try await things.insert([["a": 1]])
                _ = try await ChangeStreamTests.next(1, of: stream)
                #expect(client.lent == 1)
            }

            try await open()

            #expect(await eventually { client.lent == 0 })
        }
    }

    @Test func `a cancelled stream ends and frees its connection`() async throws {
        try await Self.withClient { client, things in
            let stream = try await things.watch()
            let reader = Task { try await ChangeStreamTests.next(1, of: stream).count }

            reader.cancel()

            let result = await reader.result
            let error = #expect(throws: MongoError.self) { try result.get() }
            #expect(error?.code == .cancelled)
            #expect(await eventually { client.lent == 0 })
        }
    }

    @Test func `closing the client ends a stream that waits`() async throws {
        let client = try await TestServer.client()
        let things = client.database(try TestDatabase.required().name).collection("things")
        let stream = try await things.watch()
        let reader = Task { try await ChangeStreamTests.next(1, of: stream).count }

        await client.close()

        let result = await reader.result
        let error = #expect(throws: MongoError.self) { try result.get() }
        #expect(error?.code == .closed)
    }

    @Test func `a stream that failed to decode frees its connection`() async throws {
        try await Self.withClient { client, things in
            let stream = try await things.watch { try $0.require("nothing", as: Int.self) }
            try await things.insert([["a": 1]])

            await #expect(throws: BSONError.self) {
                _ = try await ChangeStreamTests.next(1, of: stream)
            }

            #expect(client.lent == 0)
        }
    }

    @Test func `a stream that was refused frees its connection`() async throws {
        try await Self.withClient { client, things in
            _ = try? await things.watch([["$nothing": 1]])

            #expect(client.lent == 0)
        }
    }

    @Test func `streams leave a connection to other work`() async throws {
        try await Self.withClient(connections: 3) { client, things in
            let first = try await things.watch()
            let second = try await things.watch()

            let error = await #expect(throws: MongoError.self) { _ = try await things.watch() }

            #expect(error?.code == .poolTimedOut)
            try await things.insert([["_id": 1]])
            #expect(try await ChangeStreamTests.next(1, of: first).count == 1)
            #expect(try await ChangeStreamTests.next(1, of: second).count == 1)
        }
    }

    @Test func `a stream that ended makes room for another`() async throws {
        try await Self.withClient(connections: 2) { client, things in
            try await things.insert([["_id": 1]])
            let first = try await things.watch()
            try await things.drop()
            #expect(try await ChangeStreamTests.next(3, of: first).count == 2)

            let second = try await things.watch()

            #expect(second.resumeToken != nil)
        }
    }

    @Test func `a change arrives without waiting for the next`() async throws {
        try await Self.withClient { _, things in
            var options = ChangeStreamOptions()
            // Longer than the test may take.
            options.maximumAwaitTime = .seconds(300)
            let stream = try await things.watch(options: options)
            try await things.insert([["_id": 1], ["_id": 2]])

            let changes = try await ChangeStreamTests.next(2, of: stream)

            #expect(changes.count == 2)
        }
    }

    @Test func `a batch of changes is one command`() async throws {
        try await EventRecorder.listening { things, recorder in
            let stream = try await things.watch()
            try await things.insert((0..<50).map { ["_id": .int64($0)] })

            let changes = try await ChangeStreamTests.next(50, of: stream)

            #expect(changes.count == 50)
            // The first changes may be told before the last is stored.
            #expect(recorder.all("getMore").count <= 2 * 3)
        }
    }

    @Test func `a stream within a session uses the session and its connection`() async throws {
        try await EventRecorder.listening { things, recorder in
            let client = try await TestServer.client(listener: recorder)
            let here = client.database(things.database.name).collection("things")
            try await client.withSession { session in
                let stream = try await here.within(session).watch()
                try await here.insert([["_id": 1]])

                _ = try await ChangeStreamTests.next(1, of: stream)

                #expect(client.lent == 1)
                for name in ["aggregate", "getMore"] {
                    guard case .started(let command, _) = recorder.all(name).first?.stage else {
                        Issue.record("no \(name)")
                        continue
                    }
                    #expect(command["lsid"] == .document(session.id))
                }
            }
            await client.close()
        }
    }

    @Test func `options and concerns reach the server`() async throws {
        try await EventRecorder.listening { things, recorder in
            var options = ChangeStreamOptions(fullDocument: .updateLookup)
            options.batchSize = 7
            options.comment = "who"
            options.collation = ["locale": "de"]
            options.maximumAwaitTime = .milliseconds(20)
            let stream = try await things.with(readConcern: .majority).watch(options: options)
            try await things.insert([["a": 1]])

            _ = try await ChangeStreamTests.next(1, of: stream)

            guard case .started(let open, _) = recorder.all("aggregate").first?.stage,
                case .started(let next, _) = recorder.all("getMore").first?.stage
            else {
                Issue.record("not opened")
                return
            }
            #expect(open["cursor"] == ["batchSize": .int32(7)])
            #expect(open["comment"] == "who")
            #expect(open["collation"] == ["locale": "de"])
            #expect(open["readConcern"]?.document?["level"] == "majority")
            #expect(next["maxTimeMS"] == .int64(20))
            #expect(next["batchSize"]?.int == 7)
            #expect(next["comment"] == "who")
        }
    }
}
