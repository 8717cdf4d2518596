import DequeModule
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Turns the requests of NIO's HTTP/1 decoder into those of HTTP Types, and answers into bytes.
///
/// The same as two handlers of NIO's, which write each answer into a list of their own first
/// and take every address for a whole URL: for a small page that is a good part of its cost.
/// Whatever is written, the client can tell where an answer ends.
final class MessageCodec: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = IOData

    /// What of a request matters to the form of its answer.
    private struct Asked {
        let isHead: Bool
        let isOld: Bool
    }

    /// Where the body of an answer ends (RFC 9112 section 6.3).
    private enum Framing {
        case length(left: Int)
        case chunks
        /// Where the connection does.
        case connection
    }

    private var asked = Deque<Asked>()
    private var framing = Framing.length(left: 0)

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            do {
                let request = try HTTPRequest(reading: head)
                asked.append(
                    Asked(isHead: request.method == .head, isOld: head.version != .http1_1))
                context.fireChannelRead(wrapInboundOut(.head(request)))
            } catch {
                context.fireErrorCaught(error)
            }
        case .body(let bytes): context.fireChannelRead(wrapInboundOut(.body(bytes)))
        case .end(let trailers):
            let fields = trailers.map { HTTPFields($0, splitCookie: false) }
            context.fireChannelRead(wrapInboundOut(.end(fields)))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head): write(bytes(of: head), promise, context)
        case .body(let piece): write(body: piece, promise, context)
        case .end(let trailers): end(trailers, promise, context)
        }
    }

    private func write(
        body piece: ByteBuffer, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
    ) {
        switch framing {
        case .length(let left):
            // What is too much would be taken for the next answer.
            let fitting =
                piece.readableBytes <= left
                ? piece : piece.getSlice(at: piece.readerIndex, length: left) ?? ByteBuffer()
            framing = .length(left: left - fitting.readableBytes)
            guard fitting.readableBytes > 0 || promise != nil else { return }
            write(fitting, promise, context)
        // A chunk of nothing would be the end.
        case .chunks where piece.readableBytes > 0:
            var size = ByteBuffer()
            size.writeString(String(piece.readableBytes, radix: 16))
            size.writeStaticString("\r\n")
            write(size, nil, context)
            write(piece, nil, context)
            write(ByteBuffer(staticString: "\r\n"), promise, context)
        case .chunks, .connection: write(piece, promise, context)
        }
    }

    private func end(
        _ trailers: HTTPFields?, _ promise: EventLoopPromise<Void>?,
        _ context: ChannelHandlerContext
    ) {
        _ = asked.popFirst()
        if case .chunks = framing {
            let fields = (trailers ?? [:]).flatMap {
                [$0.name.rawName, ": ", $0.value, "\r\n"]
            }
            write(ByteBuffer(joining: ["0\r\n"] + fields + ["\r\n"]), promise, context)
        } else if promise != nil {
            // Kept after what has been written before.
            write(ByteBuffer(), promise, context)
        }
        if case .length(let left) = framing, left > 0 {
            // The client must not take the next answer for the rest of this one.
            context.flush()
            context.close(promise: nil)
        }
        framing = .length(left: 0)
    }

    private func write(
        _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
    ) {
        context.write(wrapOutboundOut(.byteBuffer(bytes)), promise: promise)
    }

    /// Writes a head, with the field that says where the body ends (RFC 9112 section 6).
    private func bytes(of head: HTTPResponse) -> ByteBuffer {
        let mayHaveLength = head.status.mayHaveBody
        var texts = ["HTTP/1.1 ", String(head.status.code), " ", head.status.reasonPhrase, "\r\n"]
        texts.reserveCapacity(8 + 4 * head.headerFields.count)
        var length: Int?
        for field in head.headerFields where field.name != .transferEncoding {
            if field.name == .contentLength {
                guard mayHaveLength, length == nil, let number = Int(field.value),
                    number >= 0
                else { continue }
                length = number
            }
            texts += [field.name.rawName, ": ", field.value, "\r\n"]
        }
        // Else it is not the answer, which may have begun.
        if head.status.kind != .informational {
            framing = framing(length, mayHaveLength)
            if case .chunks = framing { texts.append("Transfer-Encoding: chunked\r\n") }
        }
        texts.append("\r\n")
        return ByteBuffer(joining: texts)
    }

    private func framing(_ length: Int?, _ mayHaveBody: Bool) -> Framing {
        guard mayHaveBody, asked.first?.isHead != true else { return .length(left: 0) }
        if let length { return .length(left: length) }
        return asked.first?.isOld == true ? .connection : .chunks
    }
}

extension ByteBuffer {
    /// Writes texts one after the other, in one go.
    fileprivate init(joining texts: [String]) {
        let count = texts.reduce(0) { $0 + $1.utf8.count }
        self.init()
        unsafe writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
            var end = 0
            for text in texts {
                let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[end..<count])
                unsafe piece.copyBytes(from: text.utf8)
                end += text.utf8.count
            }
            return end
        }
    }
}

extension HTTPResponse.Status {
    /// Whether a body may follow the head (RFC 9112 section 6.3).
    fileprivate var mayHaveBody: Bool {
        kind != .informational && self != .noContent && self != .notModified
    }
}
