import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Watches the one request of an HTTP/2 stream, as `ConnectionGuard` does those of a
/// connection.
///
/// A stream has a flow control of its own: a client may take a response at its leisure
/// although the socket is free, so what it takes is measured here.
final class StreamGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    // The pace of a response is seen in pieces of this size.
    private static let pieceBytes = 16 << 10

    private let limits: ConnectionLimits
    private var socket: SocketGuard?
    private var isArriving = true
    private var awaitsContinue = false
    private var isAnswered = false
    private var drained = 0
    private var incoming: Pace?
    private var outgoing: Pace?
    private var isLookingAtOutgoing = false
    private var owed = 0

    init(limits: ConnectionLimits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        socket = try? context.channel.parent?.pipeline.syncOperations.handler(
            type: SocketGuard.self)
        socket?.openStream()
    }

    func channelInactive(context: ChannelHandlerContext) {
        socket?.closeStream()
        socket = nil
        context.fireChannelInactive()
    }

    // MARK: The request

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            awaitsContinue = head.headerFields[.expect]?.lowercased() == "100-continue"
        case .body(let bytes):
            awaitsContinue = false
            incoming?.move(bytes.readableBytes)
            if isAnswered {
                drained += bytes.readableBytes
                if drained > ConnectionGuard.drainLimit { context.close(promise: nil) }
                return
            }
        case .end:
            isArriving = false
            incoming = nil
            if isAnswered { return }
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isArriving, !isAnswered {
            if incoming == nil {
                incoming = Pace(limits)
                lookAtIncoming(in: TimeAmount(limits.rateWindow), context)
            }
            incoming?.pause()
        }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if !awaitsContinue { incoming?.resume() }
        context.read()
    }

    private func lookAtIncoming(in time: TimeAmount, _ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            guard let self, isArriving, !isAnswered, context.channel.isActive else { return }
            switch incoming?.look() {
            case .fine(let end): lookAtIncoming(in: end - .now(), context)
            case .tooSlow: context.fireErrorCaught(SlowBody())
            case nil: break
            }
        }
    }

    // MARK: The answer

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard event is BodyWanted else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        if awaitsContinue, isArriving, !isAnswered {
            context.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            awaitsContinue = false
            incoming?.resume()
        }
        promise?.succeed()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            // HTTP/2 knows no such field (RFC 9113 section 8.2.2).
            head.headerFields[.connection] = nil
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(var bytes):
            while bytes.readableBytes > Self.pieceBytes,
                let piece = bytes.readSlice(length: Self.pieceBytes)
            {
                write(piece, nil, context)
            }
            write(bytes, promise, context)
        case .end:
            isAnswered = true
            context.write(data, promise: promise)
            if isArriving {
                let channel = context.channel
                context.eventLoop.scheduleTask(in: TimeAmount(limits.lingerTime)) {
                    channel.close(promise: nil)
                }
            }
        }
    }

    private func write(
        _ piece: ByteBuffer, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
    ) {
        let written = promise ?? context.eventLoop.makePromise()
        let count = piece.readableBytes
        owed += count
        if outgoing == nil { outgoing = Pace(limits) }
        if !isLookingAtOutgoing {
            isLookingAtOutgoing = true
            lookAtOutgoing(in: TimeAmount(limits.rateWindow), context)
        }
        written.futureResult.assumeIsolated().whenComplete { [weak self] _ in
            guard let self else { return }
            owed -= count
            outgoing?.move(count)
            if owed == 0 { outgoing = nil }
        }
        context.write(wrapOutboundOut(.body(piece)), promise: written)
    }

    private func lookAtOutgoing(in time: TimeAmount, _ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            guard let self, context.channel.isActive else { return }
            switch outgoing?.look() {
            case .fine(let end): lookAtOutgoing(in: end - .now(), context)
            case .tooSlow: context.close(promise: nil)
            case nil: isLookingAtOutgoing = false
            }
        }
    }
}
