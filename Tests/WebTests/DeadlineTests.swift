import Foundation
import Hummingbird
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite("Deadlines", .timeLimit(.minutes(5)))
struct DeadlineTests {
    @Test func `work that was granted more time is not cancelled`() async throws {
        let (askings, asking) = AsyncStream.makeStream(of: Void.self)
        let longer: @Sendable () -> Duration? = {
            asking.finish()
            return .seconds(3600)
        }

        let value = try await Deadline.run(.zero, longer: longer) {
            for await _ in askings {}
            try Task.checkCancellation()
            return 1
        }

        #expect(value == 1)
    }

    @Test func `the time that was granted ends too`() async throws {
        let value = try await Deadline.run(.zero, longer: { .milliseconds(1) }) {
            try await Task.sleep(for: .seconds(3600))
            return 1
        }

        #expect(value == nil)
    }

    @Test func `work is over only when its cancelling is`() async throws {
        // Open until the end: a client that goes cancels too.
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        defer { channel.close(promise: nil) }
        let (exchange, connection) = try await connection(of: channel)
        let isCancelled = Atomic(false)
        let isDone = Atomic(false)
        let (attachings, attaching) = AsyncStream.makeStream(of: Void.self)

        let task = Task {
            for await _ in attachings {}
            await withTaskCancellationHandler {
                _ = try? await Deadline.run(.milliseconds(50), for: connection) {
                    // A task that pauses would wait for the cancelling.
                    Self.block(until: isCancelled)
                }
                let isDone = isDone.load(ordering: .sequentiallyConsistent)
                #expect(isDone)
            } onCancel: {
                isCancelled.store(true, ordering: .relaxed)
                // Time enough for the work to end too early.
                Thread.sleep(forTimeInterval: 0.2)
                isDone.store(true, ordering: .sequentiallyConsistent)
            }
        }
        exchange.attach(task)
        attaching.finish()
        await task.value
    }

    @Test("what is late is not tried once more", arguments: Way.allCases)
    func notTwice(way: Way) async throws {
        let press = PressSite(way)
        let calls = Atomic(0)
        var options = TestSite.Options()
        options.settings.pages = press.pages
        options.settings.requestDeadline = .seconds(2)
        try await TestSite.run(
            options,
            routes: { routes in
                routes.get(Route("late"), kept: PageRule()) { _, context in
                    calls.add(1, ordering: .relaxed)
                    context.doNotStore()
                    // Not cancelled with the request.
                    await Task.detached { try? await Task.sleep(for: .seconds(4)) }.value
                    return Response.text("done")
                }
            }
        ) { site in
            var visitor = site.visitor
            let response = try await visitor.get("/late")

            #expect(response.status == 503)
        }

        let count = calls.load(ordering: .relaxed)
        #expect(count == 1)
    }

    private static func block(until flag: borrowing Atomic<Bool>) {
        while !flag.load(ordering: .relaxed) { Thread.sleep(forTimeInterval: 0.001) }
    }

    /// An exchange on a connection that nobody serves.
    private func connection(
        of channel: any Channel
    ) async throws -> (Exchange, ConnectionContext) {
        try await channel.eventLoop.submit {
            let handler = RequestHandler(
                ConnectionContext(channel: channel), connections: OpenConnections(),
                connection: ConnectionGuard(limits: ConnectionLimits())
            ) { _, _ in Response(status: .ok) }
            let exchange = Exchange(1, handler, on: channel.eventLoop)
            return (exchange, ConnectionContext(channel: channel).serving(exchange, nil))
        }.get()
    }
}
