import NIOCore

/// Asks a discovery endpoint once and collects its answer.
final class ConfigurationHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// No list of servers is longer.
    private static let longest = 1 << 16
    private static let end = Array("END\r\n".utf8)

    private var answer = ByteBuffer()
    private var promise: EventLoopPromise<ClusterConfiguration>?

    init(_ promise: EventLoopPromise<ClusterConfiguration>) {
        self.promise = promise
    }

    func channelActive(context: ChannelHandlerContext) {
        let request = ByteBuffer(string: "config get cluster\r\n")
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        answer.writeImmutableBuffer(unwrapInboundIn(data))
        let bytes = answer.readableBytesView
        if bytes.suffix(Self.end.count).elementsEqual(Self.end) {
            finish(context, ClusterConfiguration(String(decoding: bytes, as: UTF8.self)))
        } else if bytes.count > Self.longest || bytes.starts(with: "ERROR".utf8) {
            finish(context, nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(context, nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(context, nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(context, nil)
    }

    private func finish(_ context: ChannelHandlerContext, _ found: ClusterConfiguration?) {
        guard let promise = self.promise.take() else { return }
        if let found {
            promise.succeed(found)
        } else {
            promise.fail(DiscoveryError())
        }
        context.close(promise: nil)
    }
}

/// The endpoint gave no list of servers.
struct DiscoveryError: Error {}
