import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Cursor", .database, .needsServer, .timeLimit(.minutes(5)))
struct CursorTests {
    /// Fills a collection, and returns it as seen by a client with one connection.
    static func collection(
        count: Int
    ) async throws -> (client: MongoClient, things: MongoCollection) {
        let things = try TestDatabase.collection()
        try await things.insert((0..<count).map { ["_id": .int64(Int64($0))] })
        var settings = MongoClient.Settings.patient
        settings.maximumConnections = 1
        let client = try await TestServer.client(settings: settings)
        return (client, client.database(things.database.name).collection("things"))
    }

    static func ids(
        _ things: MongoCollection, batchSize: Int? = nil
    ) -> MongoCursor<Int> {
        things.find(options: FindOptions(sort: ["_id": 1], batchSize: batchSize)) {
            try $0.require("_id")
        }
    }

    @Test(arguments: [0, 1, 100, 101, 102, 1101, 2500])
    func `every document comes once and in order`(count: Int) async throws {
        let (client, things) = try await Self.collection(count: count)

        var found: [Int] = []
        for try await id in Self.ids(things) { found.append(id) }

        #expect(found == Array(0..<count))
        #expect(client.lent == 0)
        await client.close()
    }

    @Test func `small batches make no difference`() async throws {
        let (client, things) = try await Self.collection(count: 25)

        let found = try await Self.ids(things, batchSize: 2).all()

        #expect(found == Array(0..<25))
        await client.close()
    }

    @Test(arguments: [1, 3, 100, 101])
    func `no more documents come than are asked for`(limit: Int) async throws {
        let (client, things) = try await Self.collection(count: 102)
        let options = FindOptions(sort: ["_id": 1], limit: limit)

        let found = try await things.find(options: options) { try $0.require("_id", as: Int.self) }
            .all()

        #expect(found == Array(0..<limit))
        #expect(client.lent == 0)
        await client.close()
    }

    @Test func `a few documents may be more than one message holds`() async throws {
        let things = try TestDatabase.collection()
        let text = String(repeating: "x", count: 3 << 20)
        for number in Int64(0)..<8 {
            try await things.insert([["_id": .int64(number), "text": .string(text)]])
        }

        let sizes = try await things.find(options: FindOptions(limit: 10)) { $0.bytes.count }.all()

        #expect(sizes.count == 8)
        #expect(sizes.allSatisfy { $0 > text.utf8.count })
    }

    @Test func `an error of whoever reads one document is thrown as it is`() async throws {
        let (client, things) = try await Self.collection(count: 1)

        await #expect(throws: CancellationError.self) {
            try await things.findOne([:]) { (_: inout BSONReader) -> Int in
                throw CancellationError()
            }
        }
        #expect(client.lent == 0)
        await client.close()
    }

    @Test func `a cursor can be run again`() async throws {
        let (client, things) = try await Self.collection(count: 3)
        let cursor = Self.ids(things)

        let first = try await cursor.all()
        let second = try await cursor.all()

        #expect(first == second)
        await client.close()
    }

    @Test func `a result that fits in a batch frees its connection before it is read`()
        async throws
    {
        let (client, things) = try await Self.collection(count: 50)
        var iterator = Self.ids(things).makeAsyncIterator()

        _ = try await iterator.next()

        #expect(client.lent == 0)
        await client.close()
    }

    @Test func `a dropped cursor frees its connection`() async throws {
        let (client, things) = try await Self.collection(count: 500)

        for try await _ in Self.ids(things, batchSize: 10) { break }

        // There is one connection: this would never come to an end.
        try await client.ping()
        #expect(await eventually { client.lent == 0 })
        await client.close()
    }

    @Test func `a dropped cursor is closed on the server`() async throws {
        let (client, things) = try await Self.collection(count: 500)

        for try await _ in Self.ids(things, batchSize: 10) { break }

        #expect(await eventually { client.lent == 0 })
        let reply = try await client.database("admin").run([
            "aggregate": 1,
            "pipeline": [
                ["$currentOp": ["idleCursors": true]],
                ["$match": ["ns": .string("\(things.database.name).things")]],
            ],
            "cursor": [:],
        ])
        #expect(reply["cursor"]?.document?["firstBatch"] == [])
        await client.close()
    }

    @Test func `a cancelled cursor frees its connection`() async throws {
        let (client, things) = try await Self.collection(count: 500)
        let reader = Task {
            for try await id in Self.ids(things, batchSize: 10) where id == 5 {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            }
        }

        let result = await reader.result

        let error = #expect(throws: MongoError.self) { try result.get() }
        #expect(error?.code == .cancelled)
        #expect(await eventually { client.lent == 0 })
        await client.close()
    }

    @Test func `a document that cannot be decoded is an error and frees the connection`()
        async throws
    {
        let (client, things) = try await Self.collection(count: 500)

        await #expect(throws: BSONError.self) {
            try await things.find { try $0.require("missing", as: Int.self) }.all()
        }

        #expect(client.lent == 0)
        await client.close()
    }

    @Test(arguments: [nil, 7])
    func `the replies to a scan are bounded unless the caller says how many`(
        batchSize: Int?
    ) async throws {
        try await EventRecorder.listening { things, recorder in
            let filler = BSONBinary([UInt8](repeating: 7, count: 100 << 10))
            try await things.insert((0..<150).map { ["_id": .int64($0), "it": .binary(filler)] })

            _ = try await Self.ids(things, batchSize: batchSize).all()

            let asked = recorder.all("getMore").compactMap { event -> Int? in
                guard case .started(let command, _) = event.stage else { return nil }
                return command["batchSize"].flatMap(\.int)
            }
            // Four mebibytes of such documents are not quite forty-one.
            #expect(asked.first == batchSize ?? 40)
        }
    }

    @Test func `large documents come in several batches`() async throws {
        let things = try TestDatabase.collection()
        let filler = BSONBinary([UInt8](repeating: 7, count: 1 << 20))
        try await things.insert((0..<20).map { ["_id": .int64($0), "filler": .binary(filler)] })

        let found = try await things.find { reader in
            (
                try reader.require("_id", as: Int.self),
                try reader.require("filler", as: BSONBinary.self).bytes.count
            )
        }.all()

        #expect(found.map(\.0) == Array(0..<20))
        #expect(found.allSatisfy { $0.1 == 1 << 20 })
    }
}
