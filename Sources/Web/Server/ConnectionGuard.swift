import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request goes on after it has been answered.
///
/// Hummingbird reads the rest of such a request, however much comes. Here at most
/// 64 KiB more are taken, so that the client is not cut off while it still sends
/// and sees the answer; then the connection ends. It also keeps the promise that a
/// response makes with `Connection: close`.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let drainLimit = 64 << 10
    private static let drainTime = TimeAmount.seconds(2)
    private static let restTime = TimeAmount.seconds(10)

    // Requests that have begun to arrive and are not yet answered in full.
    private var unanswered = 0
    private var arrived = 0
    private var isArriving = false
    private var bytesToCome: Int64?
    private var closesAfterAnswer = false
    private var isDraining = false
    private var drained = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isDraining {
            drain(part, context)
            return
        }
        switch part {
        case .head(let head):
            unanswered += 1
            arrived += 1
            isArriving = true
            bytesToCome = head.headerFields[.contentLength].flatMap { Int64($0) }
        case .body(let bytes):
            bytesToCome = bytesToCome.map { $0 - Int64(bytes.readableBytes) }
        case .end:
            isArriving = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.code >= 200:
            if isArriving, unanswered == 1, bytesToCome ?? .max > Int64(Self.drainLimit) {
                head.headerFields[.connection] = "close"
            }
            closesAfterAnswer = head.headerFields[.connection]?.lowercased() == "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            unanswered -= 1
            guard closesAfterAnswer else {
                if isArriving, unanswered == 0 { awaitRest(context) }
                context.write(data, promise: promise)
                return
            }
            let written = promise ?? context.eventLoop.makePromise()
            let channel = context.channel
            isDraining = true
            if isArriving {
                written.futureResult.whenComplete { _ in
                    channel.close(mode: .output, promise: nil)
                }
                context.eventLoop.scheduleTask(in: Self.drainTime) { channel.close(promise: nil) }
            } else {
                written.futureResult.whenComplete { _ in channel.close(promise: nil) }
            }
            context.writeAndFlush(data, promise: written)
        default:
            context.write(data, promise: promise)
        }
    }

    /// Ends the connection unless the little that is missing of an answered request
    /// comes soon.
    private func awaitRest(_ context: ChannelHandlerContext) {
        let channel = context.channel
        let request = arrived
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.restTime) { [weak self] in
            guard let self, isArriving, arrived == request else { return }
            channel.close(promise: nil)
        }
    }

    private func drain(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .body(let bytes):
            drained += bytes.readableBytes
            if drained > Self.drainLimit { context.close(promise: nil) }
        case .head, .end:
            context.close(promise: nil)
        }
    }
}
