import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Resuming change streams", .database, .needsServer, .timeLimit(.minutes(5)))
struct ResumingTests {
    private static func ids(_ count: Int, of stream: ChangeStream<ChangeEvent>) async throws
        -> [BSONValue?]
    {
        try await ChangeStreamTests.next(count, of: stream).map { $0.documentKey?["_id"] }
    }

    @Test func `a token that was stored goes on in another process`() async throws {
        let things = try TestDatabase.collection()
        let stream = try await things.watch()
        try await things.insert([["_id": 1], ["_id": 2], ["_id": 3]])
        let second = try await ChangeStreamTests.next(2, of: stream)[1]
        let stored = second.resumeToken.document.bytes

        let client = try await TestServer.client()
        do {
            let again = try await client.database(things.database.name).collection("things")
                .watch(options: ChangeStreamOptions(resumeAfter: ResumeToken(BSONDocument(stored))))

            #expect(try await Self.ids(1, of: again) == [3])
        }
        await client.close()
    }

    @Test func `the place of a stream is that of the change that was returned last`()
        async throws
    {
        let things = try TestDatabase.collection()
        let stream = try await things.watch()
        #expect(stream.resumeToken != nil)
        try await things.insert((0..<20).map { ["_id": .int64($0)] })

        let changes = try await ChangeStreamTests.next(7, of: stream)

        #expect(stream.resumeToken == changes.last?.resumeToken)
        let rest = try await things.watch(
            options: ChangeStreamOptions(resumeAfter: stream.resumeToken))
        #expect(try await Self.ids(13, of: rest) == (7..<20).map { .int64($0) })
    }

    @Test func `a stream begins at a time of the server`() async throws {
        let things = try TestDatabase.collection()
        let pong = try await things.database.run(["ping": 1])
        try await things.insert([["_id": 1]])
        var options = ChangeStreamOptions()
        guard case .timestamp(let now) = pong["operationTime"] else {
            Issue.record("\(pong)")
            return
        }
        options.startAtOperationTime = BSONTimestamp(
            seconds: now.seconds, increment: now.increment + 1)

        let stream = try await things.watch(options: options)

        #expect(try await Self.ids(1, of: stream) == [1])
    }

    @Test func `a stream starts after the one that a drop ended`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1]])
        let ended = try await things.watch()
        try await things.drop()
        let end = try #require(try await ChangeStreamTests.next(2, of: ended).last)
        var options = ChangeStreamOptions()
        options.startAfter = end.resumeToken
        try await things.insert([["_id": 2]])

        let stream = try await things.watch(options: options)

        #expect(try await Self.ids(1, of: stream) == [2])
    }

    @Test func `a stream goes on when the server has dropped its cursor`() async throws {
        try await EventRecorder.listening { things, recorder in
            try await things.insert([["_id": 0]])
            let stream = try await things.watch()
            try await things.insert([["_id": 1]])
            #expect(try await Self.ids(1, of: stream) == [1])
            guard case .succeeded(let reply, _) = recorder.all("aggregate").last?.stage,
                let cursor = reply["cursor"]?.document?["id"]
            else {
                Issue.record("no aggregate")
                return
            }

            try await things.database.run([
                "killCursors": .string(things.name), "cursors": [cursor],
            ])
            try await things.insert([["_id": 2], ["_id": 3]])

            #expect(try await Self.ids(2, of: stream) == [2, 3])
            #expect(recorder.all("aggregate").count == 4)
        }
    }

    @Test func `a stream that cannot go on is an error`() async throws {
        let things = try TestDatabase.collection()
        try await things.insert([["_id": 1]])
        let stream = try await things.watch([["$project": ["_id": 0]]])
        try await things.insert([["_id": 2]])

        await #expect(throws: MongoError.self) {
            _ = try await ChangeStreamTests.next(1, of: stream)
        }

        #expect(try await ChangeStreamTests.next(1, of: stream).isEmpty)
    }
}
