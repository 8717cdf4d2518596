import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Watches the requests of an HTTP/1 connection.
///
/// After the last answer at most 64 KiB more are taken, for at most two seconds, so that the
/// client is not cut off while it still sends and sees the answer; then the connection ends.
/// Bodies must come at a certain pace, and what is no request gets a page that says so rather
/// than silence.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    static let drainLimit = 64 << 10
    static let drainTime = TimeAmount.seconds(2)
    private static let restTime = TimeAmount.seconds(10)

    private let limits: ConnectionLimits
    private let transportSecurity: StrictTransportSecurity?
    private var socket: SocketGuard?
    private var pages: PageHandler?

    // Requests that have begun to arrive and are not yet answered in full.
    private var unanswered = 0
    private var arrived = 0
    private var isArriving = false
    private var bytesToCome: Int64?
    private var awaitsContinue = false
    private var isBroken = false
    private var pace: Pace?
    private var refusal: HTTPResponse.Status?
    private var hasBegunAnswer = false
    private var closesAfterAnswer = false
    private var isDraining = false
    private var drained = 0

    /// Whether answers are still sent.
    var isOpen: Bool { !isDraining }

    init(limits: ConnectionLimits, transportSecurity: StrictTransportSecurity?) {
        self.limits = limits
        self.transportSecurity = transportSecurity
    }

    func handlerAdded(context: ChannelHandlerContext) {
        socket = try? context.pipeline.syncOperations.handler(type: SocketGuard.self)
        socket?.attachRequestGuard()
        pages = try? context.pipeline.syncOperations.handler(type: PageHandler.self)
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isDraining {
            drain(part, context)
            return
        }
        guard refusal == nil else { return }
        switch part {
        case .head(let head):
            socket?.beginRequest()
            unanswered += 1
            arrived += 1
            isArriving = true
            bytesToCome = head.headerFields[.contentLength].flatMap { Int64($0) }
            awaitsContinue = head.headerFields[.expect]?.lowercased() == "100-continue"
            pages?.becomeBusy()
            if head.isLast { pages?.retire() }
        case .body(let bytes):
            awaitsContinue = false
            bytesToCome = bytesToCome.map { $0 - Int64(bytes.readableBytes) }
            pace?.move(bytes.readableBytes)
        case .end:
            isArriving = false
            pace = nil
            if unanswered == 0 { becomeIdle() }
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isArriving, !isDraining {
            if pace == nil { watchPace(context) }
            // Goes on when somebody wants more, which is mostly at once.
            pace?.pause()
        }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if !awaitsContinue { pace?.resume() }
        context.read()
    }

    private func watchPace(_ context: ChannelHandlerContext) {
        let pace = Pace(limits)
        self.pace = pace
        let request = arrived
        lookAtPace(of: request, in: TimeAmount(limits.rateWindow), context)
    }

    private func lookAtPace(of request: Int, in time: TimeAmount, _ context: ChannelHandlerContext)
    {
        context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            guard let self, isArriving, arrived == request, !isDraining,
                context.channel.isActive
            else { return }
            switch pace?.look() {
            case .fine(let end): lookAtPace(of: request, in: end - .now(), context)
            case .tooSlow: giveUpBody(context)
            case nil: break
            }
        }
    }

    private func giveUpBody(_ context: ChannelHandlerContext) {
        guard unanswered > 0 else { return context.close(promise: nil) }
        isBroken = true
        context.fireErrorCaught(SlowBody())
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isDraining, refusal == nil else { return }
        if isArriving {
            // Whoever reads the body answers.
            isBroken = true
            if unanswered > 0 {
                context.fireErrorCaught(error)
            } else {
                context.close(promise: nil)
            }
        } else if error as? HTTPParserError == .headerOverflow {
            let hasLine = socket?.hasRequestLine ?? true
            refuse(hasLine ? .requestHeaderFieldsTooLarge : .uriTooLong, context)
        } else {
            refuse(.badRequest, context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is HeadOverdue { return refuse(.requestTimeout, context) }
        // What is missing of a request will not come any more.
        if event as? ChannelEvent == .inputClosed, isArriving { isBroken = true }
        context.fireUserInboundEventTriggered(event)
    }

    private func becomeIdle() {
        socket?.becomeIdle()
        pages?.becomeIdle()
    }

    // MARK: Answers

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard event is BodyWanted else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        if awaitsContinue, isArriving, unanswered == 1, !hasBegunAnswer, !isDraining {
            context.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            awaitsContinue = false
            pace?.resume()
        }
        promise?.succeed()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // The last answer has been given.
        guard !isDraining else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.code >= 200:
            if unanswered == 1, mustClose { head.headerFields[.connection] = "close" }
            hasBegunAnswer = true
            closesAfterAnswer = head.headerFields[.connection]?.lowercased() == "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            unanswered -= 1
            hasBegunAnswer = false
            if closesAfterAnswer {
                close(after: data, promise, context)
                return
            }
            context.write(data, promise: promise)
            guard unanswered == 0 else { return }
            if let refusal {
                answer(refusal, context)
            } else if isArriving {
                awaitRest(context)
            } else {
                becomeIdle()
            }
        default:
            context.write(data, promise: promise)
        }
    }

    /// Whether the answer that begins now is the connection's last.
    private var mustClose: Bool {
        if socket?.isStopping ?? false || isBroken { return true }
        return isArriving && (awaitsContinue || bytesToCome ?? .max > Int64(Self.drainLimit))
    }

    /// Answers in Hummingbird's place, after what has been asked before.
    private func refuse(_ status: HTTPResponse.Status, _ context: ChannelHandlerContext) {
        guard refusal == nil, !isDraining else { return }
        refusal = status
        pages?.retire()
        if unanswered == 0 { answer(status, context) }
    }

    private func answer(_ status: HTTPResponse.Status, _ context: ChannelHandlerContext) {
        let answer = EarlyAnswer(status, transportSecurity: transportSecurity)
        context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
        context.write(wrapOutboundOut(.body(answer.body)), promise: nil)
        isArriving = true
        close(after: wrapOutboundOut(.end(nil)), nil, context)
    }

    /// Writes the end of the last answer, and takes a little more of what still comes
    /// before the connection ends.
    private func close(
        after end: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
    ) {
        let written = promise ?? context.eventLoop.makePromise()
        let channel = context.channel
        isDraining = true
        written.futureResult.whenComplete { _ in channel.closeGently() }
        context.writeAndFlush(end, promise: written)
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
        case .body(let bytes): drained += bytes.readableBytes
        // About what a head has.
        case .head: drained += 64
        case .end: break
        }
        if drained > Self.drainLimit { context.close(promise: nil) }
    }
}
