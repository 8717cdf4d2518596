import BSON
import InMemoryTracing
import MongoClient
import RenderCache
import TestSupport
import Testing
import Tracing

@Suite("Tracing", .needsServer, .timeLimit(.minutes(5)))
struct TracingTests {
    /// A process has one tracer, so this one sets it up in a process of its own, as a program
    /// that serves the blog with an exporter would.
    @Test func `the program's tracer is told of requests, and of their commands beneath`() async {
        await #expect(processExitsWith: .success) {
            LeakSanitizer.turnOff()
            let tracer = InMemoryTracer()
            InstrumentationSystem.bootstrap(tracer)
            let client = try await TestServer.client()
            let database = client.database("traced-\(ObjectID())")
            var options = TestBlog.Options()
            options.database = database
            options.cache = NullStore()

            try await TestBlog.run(options) { blog in
                var visitor = blog.visitor
                _ = try await visitor.get("/posts/on-ink")
            }
            try await database.drop()
            await client.close()

            let spans = tracer.finishedSpans
            let page = try #require(spans.first { $0.operationName == "GET /posts/{slug}" })
            let commands = spans.filter { $0.parentSpanID == page.spanID }
            #expect(commands.map(\.operationName).contains("find posts"))
        }
    }
}
