import BSON
import InMemoryTracing
import MongoClient
import TestSupport
import Testing
import Tracing

@Suite("Spans of operations", .database, .needsServer, .timeLimit(.minutes(5)))
struct SpanTests {
    @Test func `an operation is a span with the names of its target`() async throws {
        try await Observatory.observing { things, observatory in
            _ = try await things.updateOne(["_id": 1], ["$set": ["a": 1]])

            let span = try #require(observatory.tracer.finishedSpans.last)
            #expect(span.operationName == "update things")
            #expect(span.kind == .client)
            #expect(span.status == nil)
            #expect(span.attributes["db.system.name"]?.toSpanAttribute() == "mongodb")
            #expect(
                span.attributes["db.namespace"]?.toSpanAttribute()
                    == .string(things.database.name))
            #expect(span.attributes["db.collection.name"]?.toSpanAttribute() == "things")
            #expect(span.attributes["db.operation.name"]?.toSpanAttribute() == "update")
        }
    }

    @Test func `a span is a child of the caller's`() async throws {
        try await Observatory.observing { things, observatory in
            try await withSpan("page") { page in
                try await things.insert([["_id": 1]])
                _ = try await things.find().all()
            }

            let spans = observatory.tracer.finishedSpans
            let page = try #require(spans.last { $0.operationName == "page" })
            let children = spans.filter { $0.parentSpanID == page.spanID }
            #expect(children.map(\.operationName) == ["insert things", "find things"])
        }
    }

    @Test func `a transaction ends in a span`() async throws {
        let tracer = InMemoryTracer()
        let database = try TestDatabase.required().name
        try await TestDatabase.collection().insert([["_id": 0]])

        try await withTracer(tracer) {
            let client = try await TestServer.client()
            let things = client.database(database).collection("things")
            try await client.withTransaction { session in
                try await things.within(session).insert([["_id": 1]])
            }
            await client.close()
        }

        let names = tracer.finishedSpans.map(\.operationName)
        #expect(names == ["insert things", "commitTransaction admin"])
    }

    @Test func `every batch of a cursor is a span`() async throws {
        try await Observatory.observing { things, observatory in
            try await things.insert((0..<30).map { ["_id": .int64($0)] })
            observatory.tracer.clearFinishedSpans()

            _ = try await things.find(options: FindOptions(batchSize: 10)).all()

            let names = observatory.tracer.finishedSpans.map(\.operationName)
            #expect(names.first == "find things")
            #expect(names.dropFirst().allSatisfy { $0 == "getMore things" })
            #expect(names.count > 1)
        }
    }

    @Test func `a failed operation is a span with the server's code`() async throws {
        try await Observatory.observing { things, observatory in
            _ = try? await things.find(["$nothing": 1]).all()

            let span = try #require(observatory.tracer.finishedSpans.last)
            #expect(span.status?.code == .error)
            #expect(span.attributes["error.type"]?.toSpanAttribute() == "2")
            #expect(span.attributes["db.response.status_code"]?.toSpanAttribute() == "2")
        }
    }

    @Test func `a document that cannot be decoded is a span with the type of the error`()
        async throws
    {
        try await Observatory.observing { things, observatory in
            try await things.insert([["_id": 1, "title": "Hello"]])

            _ = try? await things.find { try $0.require("title", as: Int.self) }.all()

            let span = try #require(observatory.tracer.finishedSpans.last)
            #expect(span.attributes["error.type"]?.toSpanAttribute() == "BSONError")
            #expect(span.attributes["db.response.status_code"] == nil)
        }
    }
}
