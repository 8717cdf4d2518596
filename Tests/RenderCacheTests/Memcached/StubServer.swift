import NIOCore
import NIOPosix
import RenderCache
import Synchronization

/// A server on a real socket that behaves as memcached never should.
final class StubServer: Sendable {
    /// What it does with what it reads.
    enum Reaction: Sendable {
        case ignore
        case send(String)
        /// Sends this, but only after that time.
        case late(String, TimeAmount)
        /// Breaks the connection.
        case hangUp
    }

    let address: MemcachedAddress

    private let accepted: Counter
    private let channel: any Channel

    /// How many connections were made to it.
    var connections: Int { accepted.value.load(ordering: .relaxed) }

    /// Lends a server that does this with each piece that it reads.
    static func with(
        _ react: @escaping @Sendable (String) -> Reaction,
        _ body: (StubServer) async throws -> Void
    ) async throws {
        let server = try await StubServer(react)
        do {
            try await body(server)
        } catch {
            try await server.channel.close()
            throw error
        }
        try await server.channel.close()
    }

    private init(_ react: @escaping @Sendable (String) -> Reaction) async throws {
        let accepted = Counter()
        self.accepted = accepted
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                accepted.value.add(1, ordering: .relaxed)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(react))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        address = MemcachedAddress(host: "127.0.0.1", port: channel.localAddress?.port ?? 0)
    }

    private final class Counter: Sendable {
        let value = Atomic<Int>(0)
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let react: @Sendable (String) -> Reaction

        init(_ react: @escaping @Sendable (String) -> Reaction) {
            self.react = react
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch react(String(buffer: unwrapInboundIn(data))) {
            case .ignore: break
            case .send(let text): send(text, context)
            case .late(let text, let time):
                context.eventLoop.assumeIsolated().scheduleTask(in: time) {
                    self.send(text, context)
                }
            case .hangUp: context.close(promise: nil)
            }
        }

        private func send(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }
}
