import NIOCore
import NIOExtras

/// Watches the bytes of one connection, before anything understands them.
///
/// It ends a connection that is silent for too long, does not finish the head of a
/// request in time, or does not take what it is sent. It knows of requests only what
/// `ConnectionGuard` and `StreamGuard` tell it.
final class SocketGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private enum Phase {
        /// The head of a request, or the start of TLS, is to come.
        case head
        /// The last request has been answered.
        case idle
        /// A request is being read or answered.
        case busy
        /// HTTP/2: requests come as streams.
        case streams(open: Int)
    }

    let limits: ConnectionLimits
    private let presence: ClientPresence
    private var phase = Phase.head
    private var deadline: NIODeadline?
    private var timer: Scheduled<Void>?
    private var timerEnd = NIODeadline.distantFuture
    private var hasLooked = false
    private var hasRequestGuard = false
    private var context: ChannelHandlerContext?
    private var hasBytes = false
    private var isTimingHead = true
    private var written = 0
    private var isWatchingWrites = false

    /// Whether the first line of the request that is on its way has come whole.
    private(set) var hasRequestLine = false

    /// Whether the server stops.
    private(set) var isStopping = false

    init(limits: ConnectionLimits, presence: ClientPresence) {
        self.limits = limits
        self.presence = presence
    }

    // MARK: What the guards of requests tell

    /// Notes that requests are now understood, and the client can be told what is wrong.
    func attachRequestGuard() {
        hasRequestGuard = true
    }

    /// Notes that the head of a request has come.
    func beginRequest() {
        phase = .busy
        deadline = nil
    }

    /// Notes that every request has come whole and is answered.
    func becomeIdle() {
        phase = .idle
        hasBytes = false
        hasRequestLine = false
        isTimingHead = false
        setDeadline(isStopping ? limits.farewell : limits.idleTimeout)
    }

    /// Notes that a stream has begun.
    func openStream() {
        guard case .streams(let open) = phase else { return }
        phase = .streams(open: open + 1)
        deadline = nil
    }

    /// Notes that a stream has ended.
    func closeStream() {
        guard case .streams(let open) = phase else { return }
        phase = .streams(open: open - 1)
        if open == 1 { awaitStreams() }
    }

    /// Turns to HTTP/2, whose requests come as streams.
    func useStreams() {
        phase = .streams(open: 0)
        awaitStreams()
    }

    // MARK: What happens on the connection

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        setDeadline(limits.headTimeout)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        presence.leave()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasBytes = true
        if case .idle = phase { phase = .head }
        if case .head = phase, !hasRequestLine {
            hasRequestLine = unwrapInboundIn(data).readableBytesView.contains(UInt8(ascii: "\n"))
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Most heads come whole at once: only for the others is there a deadline.
        if case .head = phase, !isTimingHead {
            isTimingHead = true
            setDeadline(limits.headTimeout)
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        written += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        context.flush()
        // A little that is not taken is seen when the time is looked at: to ask each time costs
        // more than to send a small answer.
        if !context.channel.isWritable { watchWrites(context) }
    }

    /// Closes the connection; one of HTTP/2 once all has gone that was written.
    ///
    /// Hummingbird closes a connection that is to end while it ends the last stream: what that was
    /// answered with is on its way to here, and nobody has flushed it yet. Who takes nothing of it
    /// is closed when the pace is looked at, within two windows.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard case .streams = phase, mode == .all, context.channel.isActive else {
            return context.close(mode: mode, promise: promise)
        }
        let last = context.eventLoop.makePromise(of: Void.self)
        last.futureResult.assumeIsolated().whenComplete { _ in
            context.close(mode: mode, promise: promise)
        }
        write(context: context, data: wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: last)
        flush(context: context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            isStopping = true
            switch phase {
            case .streams: context.fireUserInboundEventTriggered(event)
            case .head, .idle: setDeadline(limits.farewell)
            case .busy: break
            }
            return
        case ChannelEvent.inputClosed as ChannelEvent:
            if case .busy = phase { presence.leave() }
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Nothing can be said to who is at the other end of a broken transport.
        context.close(promise: nil)
    }

    // MARK: Time

    /// Hummingbird says goodbye first; this is for who does not answer.
    private func awaitStreams() {
        setDeadline(limits.idleTimeout + limits.farewell)
    }

    private func setDeadline(_ time: Duration) {
        let end = NIODeadline.now() + TimeAmount(time)
        deadline = end
        hasLooked = false
        // A timer that ends earlier will look at the deadline again.
        if end < timerEnd { schedule(end) }
    }

    private func schedule(_ end: NIODeadline) {
        timer?.cancel()
        timerEnd = end
        timer = context?.eventLoop.assumeIsolated().scheduleTask(deadline: end) { [weak self] in
            self?.lookAtTime()
        }
    }

    private func lookAtTime() {
        timerEnd = .distantFuture
        guard let deadline, let context else { return }
        guard deadline <= .now() else { return schedule(deadline) }
        guard hasLooked else {
            // On a loop that was held up, or a machine that slept, bytes wait that came in time.
            // They are read before the next timer ends.
            hasLooked = true
            return schedule(.now() + .milliseconds(1))
        }
        if case .head = phase, hasRequestGuard, hasBytes {
            phase = .busy
            self.deadline = nil
            context.fireUserInboundEventTriggered(HeadOverdue())
        } else if buffered(context) > 0 {
            // The last answer is still being taken; who takes nothing is cut off by its pace.
            setDeadline(isStopping ? limits.farewell : limits.idleTimeout)
            watchWrites(context)
        } else {
            context.close(promise: nil)
        }
    }

    private func watchWrites(_ context: ChannelHandlerContext) {
        guard !isWatchingWrites else { return }
        isWatchingWrites = true
        watchWrites(Pace(limits), accepted: written - buffered(context), context)
    }

    private func watchWrites(_ pace: Pace, accepted: Int, _ context: ChannelHandlerContext) {
        var pace = pace
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limits.rateWindow)) {
            [weak self] in
            guard let self, context.channel.isActive else { return }
            let left = buffered(context)
            guard left > 0 else {
                isWatchingWrites = false
                return
            }
            pace.move(written - left - accepted)
            switch pace.look() {
            case .tooSlow: context.close(promise: nil)
            case .fine: watchWrites(pace, accepted: written - left, context)
            }
        }
    }

    /// How much the client has not taken yet.
    private func buffered(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
