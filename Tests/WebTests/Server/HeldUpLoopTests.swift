import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import Web

@Suite("A loop that is held up", .timeLimit(.minutes(5)))
struct HeldUpLoopTests {
    /// Tells the guard of each read, as the reader of requests does, and tells of it.
    private final class Reader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let socket: SocketGuard
        private let events: AsyncStream<String>.Continuation

        init(_ socket: SocketGuard, _ events: AsyncStream<String>.Continuation) {
            self.socket = socket
            self.events = events
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            socket.beginRequest()
            events.yield("read")
        }

        func channelInactive(context: ChannelHandlerContext) {
            events.yield("closed")
        }
    }

    @Test func `who was in time is not blamed for it`() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let (events, event) = AsyncStream.makeStream(of: String.self)
        var limits = ConnectionLimits()
        limits.headTimeout = .seconds(3)
        let (held, hold) = AsyncStream.makeStream(of: Void.self)
        let sent = DispatchSemaphore(value: 0)
        let listener = try await ServerBootstrap(group: group)
            .childChannelInitializer { [limits] channel in
                channel.eventLoop.makeCompletedFuture {
                    let socket = SocketGuard(limits: limits, presence: ClientPresence())
                    try channel.pipeline.syncOperations.addHandlers(
                        [socket, Reader(socket, event)])
                    channel.eventLoop.execute {
                        // Longer than the head of a request may take, and until it is there.
                        hold.finish()
                        sent.wait()
                        Thread.sleep(forTimeInterval: 3.5)
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let address = try #require(listener.localAddress)
        let client = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(to: address).get()
        for await _ in held {}

        try await client.writeAndFlush(ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"))
        sent.signal()

        let first = await events.first { _ in true }
        #expect(first == "read")
        try await client.close()
        try await listener.close()
        try await group.shutdownGracefully()
    }
}
