package import NIOCore

/// Turns the bytes that a server sends into replies, wherever the network cuts them.
package struct MetaReplyParser {
    /// The longest line that memcached writes has a key of 250 bytes and a dozen flags.
    private static let longestLine = 2048

    /// A value that has begun to come.
    private struct Body {
        var reply: MetaReply
        var missing: Int
    }

    private let maximumValueSize: Int
    private var bytes = ByteBuffer()
    private var body: Body?

    /// A parser that keeps no value larger than the maximum; a larger one is read over, and
    /// its reply has none, for it is no fault of the connection that somebody stored it.
    package init(maximumValueSize: Int) {
        self.maximumValueSize = maximumValueSize
    }

    /// Takes what the connection brought.
    package mutating func append(_ received: ByteBuffer) {
        if bytes.readableBytes == 0 {
            bytes = received
        } else {
            bytes.writeImmutableBuffer(received)
        }
    }

    /// The next reply, or `nil` until more bytes have come.
    ///
    /// - Throws: `MalformedReply`, after which there is nothing more to read.
    package mutating func next() throws(MalformedReply) -> MetaReply? {
        if body == nil {
            guard let line = try readLine() else { return nil }
            let (reply, length) = try MetaReply.parse(line)
            guard let length else { return reply }
            start(reply, length: length)
        }
        return try readBody()
    }

    private mutating func readLine() throws(MalformedReply) -> ByteBufferView? {
        let readable = bytes.readableBytesView
        guard let end = readable.prefix(Self.longestLine).firstIndex(of: UInt8(ascii: "\n"))
        else {
            guard readable.count < Self.longestLine else { throw .endlessLine }
            return nil
        }
        let line = readable[..<end]
        guard line.last == UInt8(ascii: "\r") else { throw .line }
        bytes.moveReaderIndex(forwardBy: line.count + 1)
        return line.dropLast()
    }

    private mutating func start(_ reply: MetaReply, length: Int) {
        var reply = reply
        if length <= maximumValueSize {
            reply.value = ByteBufferAllocator().buffer(capacity: length)
        }
        body = Body(reply: reply, missing: length)
    }

    /// The bytes are copied to where they stay: a part of the connection's buffer would keep
    /// all of it in memory as long as the value is used.
    private mutating func readBody() throws(MalformedReply) -> MetaReply? {
        guard var body = self.body.take() else { return nil }
        if let part = bytes.readSlice(length: min(body.missing, bytes.readableBytes)) {
            body.missing -= part.readableBytes
            body.reply.value?.writeImmutableBuffer(part)
        }
        guard body.missing == 0, let end = bytes.readInteger(as: UInt16.self) else {
            self.body = body
            return nil
        }
        guard end == 0x0D0A else { throw .value }
        return body.reply
    }
}
