import DequeModule
import NIOCore

/// The event loop's half of a connection: writes what waits, and matches replies to requests
/// in their order.
///
/// A reply that is late would hold up all that follow it, so a request that takes too long
/// ends the connection, and no reply can ever be taken for that of another request.
final class MemcachedChannelHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let connection: MemcachedConnection
    private var context: ChannelHandlerContext?
    private var inFlight: Deque<PendingBatch> = []
    private var parser: MetaReplyParser
    private var timer: Scheduled<Void>?

    init(for connection: MemcachedConnection) {
        self.connection = connection
        parser = MetaReplyParser(maximumValueSize: connection.limits.maximumValueSize)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        connection.opened(NIOLoopBound(self, eventLoop: context.eventLoop))
        flush()
        closeIfIdle()
    }

    /// Sends what waits, in one write where it is small.
    func flush() {
        guard let context else { return }
        let batches = connection.takeWaiting()
        guard var bytes = batches.first?.bytes else { return }
        for batch in batches.dropFirst() { bytes.writeImmutableBuffer(batch.bytes) }
        let deadline = NIODeadline.now() + connection.limits.timeout
        for var batch in batches {
            batch.deadline = deadline
            inFlight.append(batch)
        }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        watchTime(context)
    }

    func closeIfIdle() {
        guard inFlight.isEmpty, connection.isEnding else { return }
        context?.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        parser.append(unwrapInboundIn(data))
        var answered: [PendingBatch] = []
        do throws(MalformedReply) {
            while let reply = try parser.next() {
                guard !inFlight.isEmpty else { throw .order }
                try inFlight[0].replies.take(reply)
                if inFlight[0].replies.isComplete { answered.append(inFlight.removeFirst()) }
            }
            connection.answered(answered)
            closeIfIdle()
        } catch {
            connection.answered(answered)
            fail(.malformed)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        // A server that closes an idle connection, or is restarted between two requests, is
        // no failure of anything.
        fail(inFlight.isEmpty ? nil : .lost)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(inFlight.isEmpty ? nil : .lost)
    }

    private func fail(_ failure: ConnectionFailure?) {
        timer?.cancel()
        timer = nil
        let unanswered = Array(inFlight)
        inFlight = []
        connection.ended(failure, unanswered: unanswered)
        context?.close(promise: nil)
    }

    /// One timer at a time, for the request that is first: those after it are younger.
    private func watchTime(_ context: ChannelHandlerContext) {
        guard timer == nil, let first = inFlight.first else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: first.deadline) {
            self.timer = nil
            guard let context = self.context, let first = self.inFlight.first else { return }
            if first.deadline <= .now() {
                self.fail(.timeout)
            } else {
                self.watchTime(context)
            }
        }
    }
}
