import HTTPTypes
import Hummingbird
import NIOCore

/// Sends the answer to one request over an HTTP/1 connection.
///
/// A body that comes whole goes out together with the head and the end.
struct AnswerWriter: ResponseBodyWriter {
    private let exchange: Exchange
    private let length: Int?
    private var head: HTTPResponse?
    private var whole: ByteBuffer?

    init(_ exchange: Exchange, _ response: Response) {
        self.exchange = exchange
        length = response.body.contentLength
        head = response.head
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        if head != nil, whole == nil, length == buffer.readableBytes {
            whole = buffer
            return
        }
        if let whole = whole.take() { try await exchange.send(head.take(), whole) }
        try await exchange.send(head.take(), buffer)
    }

    consuming func finish(_ trailers: HTTPFields?) async throws {
        try exchange.finish(head, whole, trailers)
    }
}
