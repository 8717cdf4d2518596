import DequeModule
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Has the requests of an HTTP/1 connection answered, one after the other.
///
/// A connection that rests has no task and nothing of a request. A task begins with each
/// request (see ``StartingPlace``). Whoever sends requests without reading the answers has to
/// wait, and so has whoever sends more of them at once than others should wait for.
final class RequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData
    typealias Responder = @Sendable (Request, ConnectionContext) async -> Response

    // How much is read ahead of requests that wait for their turn, and how much of what came
    // with it is kept: one read may hold thousands.
    private static let mostWaiting = 10
    private static let mostKept = 1000
    private static let mostJoined = 4 << 10

    // How many requests are begun before others have their turn, and how much is held back
    // to be sent together: TLS keeps all of that in memory, and the channel does not see it.
    private static let mostAtOnce = 16
    private static let mostUnsent = 64 << 10

    private let respond: Responder
    private let source: ConnectionContext
    private let connections: OpenConnections
    private let connection: ConnectionGuard
    private var context: ChannelHandlerContext?
    private var isServed = false

    // The request that is being answered.
    private var number = 0
    private var isAnswering = false
    private var exchange: Exchange?
    private var writer: CheckedContinuation<Void, any Error>?

    // The request that is being read, which may have been answered already.
    private var isArriving = false
    private var head: HTTPRequest?
    private var body: IncomingBody?
    private var refusal: RefusedRequest?

    private var waiting = Deque<HTTPRequestPart>()
    private var isTakingWaiting = false
    private var isBodyFull = false
    private var owesRead = false
    // Why nothing more will come, once what waits has had its turn.
    private var failure: (any Error)?
    private var isEnding = false

    private var begunAtOnce = 0
    private var isReading = false
    private var owesFlush = false
    private var unsent = 0

    init(
        _ source: ConnectionContext, connections: OpenConnections, connection: ConnectionGuard,
        respond: @escaping Responder
    ) {
        self.source = source
        self.connections = connections
        self.connection = connection
        self.respond = respond
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    /// Lets requests be answered: the server has taken the connection, and waits for it.
    func serve() {
        isServed = true
        takeWaiting()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        let part = unwrapInboundIn(data)
        // What comes after a gap is no part of what came before.
        guard failure == nil else { return }
        if waiting.isEmpty, mayTake { return take(part) }
        keep(part)
    }

    /// Keeps a part until it has its turn; small pieces of a body together, for a read may
    /// hold thousands.
    private func keep(_ part: HTTPRequestPart) {
        if case .body(let piece) = part, case .body(var joined) = waiting.last,
            joined.readableBytes < Self.mostJoined
        {
            waiting.removeLast()
            joined.writeImmutableBuffer(piece)
            waiting.append(.body(joined))
        } else if waiting.count < Self.mostKept {
            waiting.append(part)
        } else {
            fail(ChannelError.inputClosed)
        }
    }

    private var holdsRead: Bool {
        // After the last answer the guard takes what comes, and knows the end.
        connection.isOpen && (isBodyFull || waiting.count >= Self.mostWaiting)
    }

    /// Whether the next part has its turn.
    private var mayTake: Bool {
        guard isServed, connection.isOpen, let context else { return false }
        if isArriving { return true }
        return !isAnswering && context.channel.isWritable && begunAtOnce < Self.mostAtOnce
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        endReading(context)
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if holdsRead { owesRead = true } else { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        endReading(context)
        if event as? ChannelEvent == .inputClosed { fail(ChannelError.inputClosed) }
        if let refusal = event as? RefusedRequest {
            self.refusal = refusal
            takeWaiting()
            return
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
    }

    private func fail(_ error: any Error) {
        failure = failure ?? error
        tellFailure()
    }

    /// Tells of what is wrong whom it concerns: who reads a body that will not be whole, or
    /// nobody, and then the connection ends with what has been answered.
    private func tellFailure() {
        guard let failure, waiting.isEmpty, head == nil, refusal == nil else { return }
        if isAnswering { if isArriving { body?.finish(.failure(failure)) } } else { close() }
    }

    /// Ends the connection once everything is sent.
    private func close() {
        // The guard does it after an answer that was the last.
        guard connection.isOpen, !isEnding, let context else { return }
        isEnding = true
        let channel = context.channel
        let time = connection.limits.lingerTime
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.whenComplete { _ in channel.closeGently(within: time) }
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: sent)
    }

    private func endReading(_ context: ChannelHandlerContext) {
        isReading = false
        beginArrived()
        tellFailure()
        if owesFlush { flush(context) }
    }

    private func take(_ part: HTTPRequestPart) {
        switch part {
        case .head(let head):
            isArriving = true
            self.head = head
            if head.hasBody { body = makeBody() }
        case .body(let bytes):
            if let body { isBodyFull = !body.add(bytes) }
        case .end:
            isArriving = false
            body?.finish()
            beginArrived()
            body = nil
        }
    }

    private func makeBody() -> IncomingBody? {
        guard let context else { return nil }
        let (loop, number) = (context.eventLoop, number + 1)
        let handler = NIOLoopBound(self, eventLoop: loop)
        return IncomingBody {
            loop.execute { handler.value.wantMore(of: number) }
        }
    }

    /// Begins with a request once all of it that has been read is there: whoever is answered
    /// before is taken for somebody who sends on and on.
    private func beginArrived() {
        guard let head = head.take() else { return }
        if let body {
            begin(head, RequestBody(asyncSequence: body))
        } else {
            begin(head, RequestBody(buffer: ByteBuffer()))
        }
    }

    private func begin(
        _ head: HTTPRequest, _ body: RequestBody, _ refusal: RefusedRequest? = nil
    ) {
        guard let context else { return }
        number += 1
        isAnswering = true
        letOthersGoFirst(context)
        connections.beginRequest()
        let begun = number
        let exchange = Exchange(begun, self, on: context.eventLoop)
        let request = Request(head: head, body: body)
        let isLast = head.isLast
        self.exchange = exchange
        let work: @Sendable () async -> Void = {
            [respond, connections, source = source.serving(exchange, refusal)] in
            var response = await respond(request, source)
            if isLast { response.headers[.connection] = "close" }
            // A failure means that nobody is there any more.
            if Task.isCancelled {
                // What has been answered all the same is sent all the same.
                let answer = response
                await Task { try? await answer.body.write(AnswerWriter(exchange, answer)) }.value
            } else {
                try? await response.body.write(AnswerWriter(exchange, response))
            }
            exchange.giveUp()
            exchange.detach()
            connections.endRequest()
        }
        // Who sends a body waits for it to be read anyway, and has time to send the rest.
        let task = isArriving ? Task(operation: work) : StartingPlace.begin(work)
        if isAnswering, number == begun { exchange.attach(task) }
    }

    /// Counts a request, and goes on with more than a few only when other connections have
    /// had their turn.
    private func letOthersGoFirst(_ context: ChannelHandlerContext) {
        begunAtOnce += 1
        guard begunAtOnce == Self.mostAtOnce else { return }
        context.eventLoop.assumeIsolated().execute { [self] in
            begunAtOnce = 0
            takeWaiting()
        }
    }

    private func readOn() {
        guard owesRead, !holdsRead else { return }
        owesRead = false
        context?.read()
    }

    private func wantMore(of number: Int) {
        guard number == self.number else { return }
        isBodyFull = false
        readOn()
    }

    // MARK: Answers

    /// Sends a piece of an answer; `sent` goes on when the client takes more.
    func send(
        _ head: HTTPResponse?, _ piece: ByteBuffer, of number: Int,
        _ sent: CheckedContinuation<Void, any Error>
    ) {
        guard let context, isAnswering, number == self.number else {
            return sent.resume(throwing: ChannelError.ioOnClosedChannel)
        }
        if let head { connection.send(head) }
        unsent += piece.readableBytes
        connection.send(piece)
        flush(context)
        if context.channel.isWritable { sent.resume() } else { writer = sent }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            writer.take()?.resume()
            takeWaiting()
        }
        context.fireChannelWritabilityChanged()
    }

    /// Sends the rest of an answer, and turns to the next request.
    func finish(
        _ head: HTTPResponse?, _ rest: ByteBuffer?, _ trailers: HTTPFields?, of number: Int
    ) {
        guard let context, isAnswering, number == self.number else { return }
        if let head { connection.send(head) }
        if let rest {
            unsent += rest.readableBytes
            connection.send(rest)
        }
        connection.end(trailers)
        flush(context)
        isAnswering = false
        exchange = nil
        // The guard sees to it that not too much more comes of a body, which nobody gets.
        body?.finish(.failure(ChannelError.ioOnClosedChannel))
        body = nil
        isBodyFull = false
        takeWaiting()
    }

    /// Ends the connection, for the answer to a request will not be finished.
    ///
    /// What has been sent of it, and the answers before it, still reach a client that reads
    /// slowly.
    func giveUp(_ number: Int) {
        guard isAnswering, number == self.number, !connection.breakOff() else { return }
        close()
    }

    private func flush(_ context: ChannelHandlerContext) {
        owesFlush = isReading && unsent < Self.mostUnsent
        guard !owesFlush else { return }
        unsent = 0
        context.flush()
    }

    private func takeWaiting() {
        guard isServed, !isTakingWaiting else { return }
        isTakingWaiting = true
        while mayTake, let part = waiting.popFirst() { take(part) }
        if !isReading { beginArrived() }
        if waiting.isEmpty, mayTake, let refusal = refusal.take() {
            begin(RefusedRequest.head, RequestBody(buffer: ByteBuffer()), refusal)
        }
        isTakingWaiting = false
        readOn()
        tellFailure()
    }

    private func end() {
        context = nil
        isReading = false
        waiting.removeAll()
        head = nil
        body?.finish(.failure(ChannelError.ioOnClosedChannel))
        body = nil
        writer.take()?.resume(throwing: ChannelError.ioOnClosedChannel)
        exchange.take()?.cancel()
    }
}

extension HTTPRequest {
    /// Whether a body comes after the head (RFC 9112 section 6.3).
    fileprivate var hasBody: Bool {
        headerFields.contains(.transferEncoding)
            || headerFields[.contentLength].map { $0 != "0" } ?? false
    }

    /// Whether the connection ends with the answer: because the client wants that (RFC 9112
    /// section 9.6), or because it wants to speak something else afterwards, which would
    /// no longer be read.
    var isLast: Bool {
        guard let field = headerFields[.connection] else { return method == .connect }
        let options = field.lowercased().split { ", \t".contains($0) }
        return method == .connect || options.contains("close")
            || options.contains("upgrade") && headerFields.contains(.upgrade)
    }
}
