import HTTPTypes
import Metrics
import NIOCore

/// Answers requests for kept pages on the event loop, from the bytes as they came.
///
/// It stands between the socket's guard and the HTTP decoder and takes only what it can
/// answer at once: plain requests (see ``PlainHead``) for pages that are there, while
/// nothing else is under way on the connection. Everything else goes on as it came, and
/// then so does whatever follows, until all of that is answered: answers keep the order of
/// their requests.
final class PageHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = IOData

    private static let emptyLine = Array("\r\n\r\n".utf8)

    // TLS holds back what is written until it is flushed, and the channel knows of it only
    // then: without a bound one client that does not read could have all memory.
    private static let mostUnsent = 64 << 10

    private let desk: EarlyDesk
    private let socket: SocketGuard
    private var peer: String?
    private var isBehindProxy = false

    // Whether requests are on the slow way, and whether the decoder will have taken all of
    // what it got once they are answered.
    private var isSlow = false
    private var leavesNothing = true
    private var isRetired = false

    // What the last request said, which the next one on a connection mostly says again.
    private var host: [UInt8] = []
    private var site: (authority: [UInt8], isSecure: Bool)?
    private var acceptEncoding: [UInt8] = []
    private var liked: [ContentCoding] = [.identity]

    private var recent = RecentPage()

    private var output = ByteBuffer()
    private var unsent = 0
    private var mustTellEnd = false

    init(_ desk: EarlyDesk, socket: SocketGuard) {
        self.desk = desk
        self.socket = socket
    }

    func handlerAdded(context: ChannelHandlerContext) {
        peer = context.remoteAddress?.ipAddress
        isBehindProxy = desk.gate.trusts(peer)
    }

    /// Notes that every request on the slow way has come whole and is answered.
    func becomeIdle() {
        // Else the decoder may have the beginning of a request, which goes on now.
        if leavesNothing { isSlow = false }
    }

    /// Notes that a request is on the slow way: the rest of a read may have held one.
    func becomeBusy() {
        isSlow = true
    }

    /// Notes that the connection ends with the answer to a request on the slow way.
    func retire() {
        isRetired = true
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isSlow, !isRetired, !socket.isStopping else {
            return pass(unwrapInboundIn(data), context)
        }
        var bytes = unwrapInboundIn(data)
        // Whoever does not read has to wait; the slow way does that.
        while bytes.readableBytes > 0, context.channel.isWritable,
            let count = answer(bytes, context)
        {
            bytes.moveReaderIndex(forwardBy: count)
        }
        if bytes.readableBytes > 0 {
            pass(bytes, context)
        } else {
            socket.becomeIdle()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if unsent > 0 { flush(context) }
        if mustTellEnd {
            mustTellEnd = false
            context.fireChannelReadComplete()
        }
    }

    private func flush(_ context: ChannelHandlerContext) {
        unsent = 0
        context.flush()
    }

    /// Lets bytes go the slow way.
    private func pass(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        isSlow = true
        mustTellEnd = true
        // A head that ends is whole; a part of one cannot end so. After a body there is no
        // telling, and the next request goes the slow way too.
        leavesNothing = bytes.readableBytesView.suffix(4).elementsEqual(Self.emptyLine)
        context.fireChannelRead(wrapInboundOut(bytes))
    }

    /// Answers the first request in the bytes, if that is possible, and returns its length.
    private func answer(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) -> Int? {
        let start = NIODeadline.now()
        let span = bytes.readableBytesUInt8Span
        guard
            let head = PlainHead(
                span, limits: desk.limits, sessionCookie: desk.desk.sessionCookie),
            let (authority, isSecure) = site(for: head, in: span),
            let page = page(for: head, in: span, authority, isSecure, start),
            let answer = page.answer(for: liked(by: head, in: span))
        else { return nil }
        var isKnown = false
        if let known = head.ifNoneMatch { isKnown = answer.isNamed(in: span.extracting(known)) }
        let id = desk.requestID(head.requestID, in: span)
        output.clear()
        output.writeStaticString(isKnown ? "HTTP/1.1 304 Not Modified\r\n" : "HTTP/1.1 200 OK\r\n")
        output.writeStaticString("Date: ")
        output.writeString(desk.date.now.value)
        output.writeStaticString("\r\nX-Request-ID: ")
        output.writeString(id)
        output.writeStaticString("\r\n")
        // Small enough to be cheaper to copy than to send apart.
        output.writeImmutableBuffer(isKnown ? answer.notModified : answer.head)
        output.writeImmutableBuffer(page.headEnding)
        context.write(wrapOutboundOut(.byteBuffer(output)), promise: nil)
        if !isKnown, !head.isHead {
            context.write(wrapOutboundOut(.byteBuffer(answer.body)), promise: nil)
            unsent += answer.body.readableBytes
        }
        unsent += output.readableBytes
        if unsent >= Self.mostUnsent { flush(context) }
        let end = NIODeadline.now()
        page.tally.count(isKnown || head.isHead ? 0 : answer.body.readableBytes, now: end)
        desk.desk.cache.countEarlyAnswer()
        let kind = ReadyKind(isKnown: isKnown, isHead: head.isHead)
        page.timer(kind, desk.journal.metrics)?.record(duration: Duration(end - start))
        desk.journal.write(
            kind.method, kind.status, route: page.route, duration: Duration(end - start),
            path: span.text(head.path), id: id)
        return head.count
    }

    /// The site that a request is for; `nil` if it is not this one, or is somewhere better.
    private func site(
        for head: PlainHead, in bytes: Span<UInt8>
    ) -> (authority: [UInt8], isSecure: Bool)? {
        if isBehindProxy, !head.forwarding.isEmpty {
            var fields = HTTPFields()
            for (name, value) in head.forwarding {
                guard let name = HTTPField.Name(bytes.text(name)) else { return nil }
                fields.append(HTTPField(name: name, value: bytes.text(value)))
            }
            let sender = desk.gate.sender(of: fields, from: peer)
            return desk.site(bytes.text(head.host), sender)
        }
        if !bytes.extracting(head.host).holds(host) {
            host = bytes.array(head.host)
            site = desk.site(bytes.text(head.host), TrustedProxies.Sender())
            recent = RecentPage()
        }
        return site
    }

    /// The page that a request asks for, if it is there.
    private func page(
        for head: PlainHead, in bytes: Span<UInt8>, _ authority: [UInt8], _ isSecure: Bool,
        _ now: NIODeadline
    ) -> ReadyPage? {
        let target = bytes.extracting(head.target)
        let isPlain = head.forwarding.isEmpty && !desk.desk.usesLanguages
        if isPlain, let page = recent.page(target, desk.desk.cache, now: now) { return page }
        let page = desk.page(
            for: head, in: bytes, authority: authority, isSecure: isSecure, now: now)
        if isPlain, let page { recent.remember(page, target) }
        return page
    }

    /// The codings that the client takes, the best first.
    private func liked(by head: PlainHead, in bytes: Span<UInt8>) -> [ContentCoding] {
        guard let field = head.acceptEncoding else { return [.identity] }
        if !bytes.extracting(field).holds(acceptEncoding) {
            acceptEncoding = bytes.array(field)
            liked = ContentCoding.liked(by: bytes.text(field))
        }
        return liked
    }
}
