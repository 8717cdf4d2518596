import Glibc
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOPosix
import NIOSSL

/// Watches the requests of an HTTP/1 connection.
///
/// After the last answer at most 64 KiB more are taken, for a few seconds
/// (``ConnectionLimits/lingerTime``), so that the client is not cut off while it still sends and
/// sees the answer; then the connection ends.
/// Bodies must come at a certain pace, and what is no request gets a page that says so rather
/// than silence (see ``RefusedRequest``).
///
/// Answers come by calls rather than down the pipeline, where each part of one would be boxed
/// and cast at every step: for a small page that is a good part of its cost.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    static let drainLimit = 64 << 10
    private static let restTime = TimeAmount.seconds(10)

    let limits: ConnectionLimits
    private let scheme: String
    private var socket: SocketGuard?
    private var pages: PageHandler?
    private var context: ChannelHandlerContext?
    private var encoder: AnswerEncoder

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

    /// Watches requests for addresses of a scheme: `https` where TLS comes before.
    init(
        limits: ConnectionLimits, scheme: String = "http", common: CommonFields = CommonFields()
    ) {
        self.limits = limits
        self.scheme = scheme
        encoder = AnswerEncoder(common)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        socket = try? context.pipeline.syncOperations.handler(type: SocketGuard.self)
        socket?.attachRequestGuard()
        pages = try? context.pipeline.syncOperations.handler(type: PageHandler.self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
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
            do {
                let request = try HTTPRequest(reading: head, scheme: scheme)
                encoder.expect(request.method, isOld: head.version != .http1_1)
                begin(request)
                context.fireChannelRead(wrapInboundOut(.head(request)))
            } catch {
                errorCaught(context: context, error: error)
            }
        case .body(let bytes):
            awaitsContinue = false
            bytesToCome = bytesToCome.map { $0 - Int64(bytes.readableBytes) }
            pace?.move(bytes.readableBytes)
            context.fireChannelRead(wrapInboundOut(.body(bytes)))
        case .end(let trailers):
            isArriving = false
            pace = nil
            if unanswered == 0 { becomeIdle() }
            let fields = trailers.map { HTTPFields($0, splitCookie: false) }
            context.fireChannelRead(wrapInboundOut(.end(fields)))
        }
    }

    private func begin(_ request: HTTPRequest) {
        socket?.beginRequest()
        unanswered += 1
        arrived += 1
        isArriving = true
        bytesToCome = request.headerFields[.contentLength].flatMap { Int64($0) }
        awaitsContinue = request.headerFields[.expect]?.lowercased() == "100-continue"
        pages?.becomeBusy()
        if request.isLast { pages?.retire() }
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
            write(AnswerEncoder.interim(.continue), context)
            context.flush()
            awaitsContinue = false
            pace?.resume()
        }
        promise?.succeed()
    }

    /// Writes the head of an answer; nothing any more after the last.
    func send(_ head: HTTPResponse) {
        guard let context, isOpen else { return }
        var head = head
        if unanswered == 1, mustClose { head.headerFields[.connection] = "close" }
        hasBegunAnswer = true
        closesAfterAnswer = head.headerFields[.connection]?.lowercased() == "close"
        write(encoder.head(head), context)
    }

    /// Writes a piece of an answer's body.
    func send(_ piece: ByteBuffer) {
        guard let context, isOpen else { return }
        encoder.body(piece) { write($0, context) }
    }

    /// Ends an answer.
    func end(_ trailers: HTTPFields?) {
        guard let context, isOpen else { return }
        unanswered -= 1
        hasBegunAnswer = false
        let (rest, isWhole) = encoder.end(trailers)
        if let rest { write(rest, context) }
        guard isWhole else {
            // The client must not take the next answer for the rest of this one.
            context.flush()
            return context.close(promise: nil)
        }
        guard !closesAfterAnswer else { return closeAfterLast(context) }
        guard unanswered == 0 else { return }
        if let refusal {
            pass(refusal, context)
        } else if isArriving {
            awaitRest(context)
        } else {
            becomeIdle()
        }
    }

    /// Breaks the connection off if its client would take what it has of an answer for all of
    /// it, and returns whether it did.
    func breakOff() -> Bool {
        guard let context, encoder.endsWithConnection else { return false }
        let channel = context.channel
        // Closed so, a socket resets the connection.
        _ = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        // TLS would say goodbye first, which means that this was all.
        let tls = try? channel.pipeline.syncOperations.context(
            handlerType: NIOSSLServerHandler.self)
        (tls ?? context).close(promise: nil)
        return true
    }

    private func write(
        _ bytes: ByteBuffer, _ context: ChannelHandlerContext,
        promise: EventLoopPromise<Void>? = nil
    ) {
        context.write(wrapOutboundOut(.byteBuffer(bytes)), promise: promise)
    }

    /// Whether the answer that begins now is the connection's last.
    private var mustClose: Bool {
        if socket?.isStopping ?? false || isBroken { return true }
        return isArriving && (awaitsContinue || bytesToCome ?? .max > Int64(Self.drainLimit))
    }

    /// Has what is no request answered, after what has been asked before.
    private func refuse(_ status: HTTPResponse.Status, _ context: ChannelHandlerContext) {
        guard refusal == nil, !isDraining else { return }
        refusal = status
        pages?.retire()
        if unanswered == 0 { pass(status, context) }
    }

    private func pass(_ refusal: HTTPResponse.Status, _ context: ChannelHandlerContext) {
        socket?.beginRequest()
        unanswered = 1
        isBroken = true
        context.fireUserInboundEventTriggered(RefusedRequest(status: refusal))
    }

    /// Takes a little more of what still comes after the last answer, once that has been
    /// sent, before the connection ends.
    private func closeAfterLast(_ context: ChannelHandlerContext) {
        let sent = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        let time = limits.lingerTime
        isDraining = true
        sent.futureResult.whenComplete { _ in channel.closeGently(within: time) }
        write(ByteBuffer(), context, promise: sent)
        context.flush()
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

    private func drain(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .body(let bytes): drained += bytes.readableBytes
        // About what a head has.
        case .head: drained += 64
        case .end: break
        }
        if drained > Self.drainLimit { context.close(promise: nil) }
    }
}
