import Hummingbird
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing
import Web

@Suite("Requests before others are answered", .timeLimit(.minutes(5)))
struct PipelineTests {
    private static let large = ByteBuffer(repeating: 65, count: 256 << 10)

    @Test("who does not read the answers has few of them made", arguments: [false, true])
    func unread(isSecure: Bool) async throws {
        let made = Atomic(0)
        let count = 400
        let routes: (Routes<TestContext>) -> Void = { routes in
            routes.get("large") { _, _ in
                made.add(1, ordering: .relaxed)
                return Response(status: .ok, body: ResponseBody(byteBuffer: Self.large))
            }
        }
        let ask: @Sendable (Int, ClientTLS?) async throws -> Void = { port, tls in
            let reads = tls != nil
            try await RawConnection.open(port: port, tls: tls, reads: reads) { connection in
                let request = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n"
                try await connection.send(String(repeating: request, count: count))
                var last = -1
                while last < 1 || last != made.load(ordering: .relaxed) {
                    last = made.load(ordering: .relaxed)
                    try await Task.sleep(for: .milliseconds(500))
                }
            }
        }

        if isSecure {
            try await TestSite.runWithTLS(routes: routes) { site, _, _ in
                try await ask(site.port, try ClientTLS(trusting: .first))
            }
        } else {
            try await TestSite.run(routes: routes) { site in try await ask(site.port, nil) }
        }

        #expect(made.load(ordering: .relaxed) < count / 2)
    }

    @Test func `many requests at once are all answered, in order`() async throws {
        try await TestSite.run { site in
            let numbers = (0..<400).map { "\($0)" }

            let texts = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    numbers.map { "GET /p/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
                var texts: [String] = []
                for _ in numbers { texts.append(try await connection.response().text) }
                return texts
            }

            #expect(texts == numbers)
        }
    }

    @Test func `a broken request does not cost the one before it its answer`() async throws {
        try await TestSite.run(routes: { routes in
            routes.get("wait") { _, _ in
                try await Task.sleep(for: .milliseconds(300))
                return Response.text("whole")
            }
        }) { site in
            let response = try await RawConnection.open(port: site.port) { connection in
                try await connection.send(
                    """
                    GET /wait HTTP/1.1\r\nHost: a\r\n\r
                    POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r
                    nonsense\r\n
                    """)
                let response = try await connection.response()
                _ = await connection.drain()
                return response
            }

            #expect(response.text == "whole")
        }
    }

    @Test func `a stream that never waits does not keep the event loop`() async throws {
        let loops = Mutex<[Bool]>([])
        try await TestSite.run(routes: { routes in
            routes.get("pieces") { _, _ in
                Response(
                    status: .ok,
                    body: ResponseBody { writer in
                        for _ in 0..<3 {
                            try await writer.write(ByteBuffer(string: "a"))
                            let isOnLoop = MultiThreadedEventLoopGroup.currentEventLoop != nil
                            loops.withLock { $0.append(isOnLoop) }
                        }
                        try await writer.finish(nil)
                    })
            }
        }) { site in
            var visitor = site.visitor
            _ = try await visitor.get("/pieces")
        }

        #expect(loops.withLock { $0 } == [false, false, false])
    }

    @Test func `what an actor does for a handler does not keep the event loop`() async throws {
        actor Worker {
            func isOnLoop() -> Bool { MultiThreadedEventLoopGroup.currentEventLoop != nil }
        }
        let worker = Worker()
        let places = Mutex<[Bool]>([])
        try await TestSite.run(routes: { routes in
            routes.get("ask") { _, _ in
                let during = await worker.isOnLoop()
                let after = MultiThreadedEventLoopGroup.currentEventLoop != nil
                places.withLock { $0 += [during, after] }
                return Response.text("done")
            }
        }) { site in
            var visitor = site.visitor
            _ = try await visitor.get("/ask")
        }

        #expect(places.withLock { $0 } == [false, false])
    }

    @Test func `after a handler that took long others begin beside the event loop`() async throws {
        let places = Mutex<[Bool]>([])
        let note: @Sendable () -> Void = {
            let isOnLoop = MultiThreadedEventLoopGroup.currentEventLoop != nil
            places.withLock { $0.append(isOnLoop) }
        }
        try await TestSite.run(routes: { routes in
            routes.get("busy-for-long") { _, _ in
                note()
                let end = ContinuousClock.now + .milliseconds(100)
                while ContinuousClock.now < end {}
                return Response.text("done")
            }
            routes.get("next") { _, _ in
                note()
                return Response.text("done")
            }
        }) { site in
            try await RawConnection.open(port: site.port) { connection in
                // Other tests may have had handlers that took long: then the first is
                // beside the event loop, too.
                while places.withLock({ $0.first }) != true {
                    try await Task.sleep(for: .milliseconds(20))
                    places.withLock { $0 = [] }
                    try await connection.send(
                        "GET /busy-for-long HTTP/1.1\r\nHost: a\r\n\r\n"
                            + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
                    for _ in 0..<2 { _ = try await connection.response() }
                }
            }
        }

        #expect(places.withLock { $0 } == [true, false])
    }
}
