import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing

@testable import Web

@Suite("What comes after the last answer")
struct DrainTests {
    /// What a request comes over.
    enum Kind: CaseIterable {
        case connection, stream
    }

    /// A channel in memory, behind the guard of a kind.
    private struct Guarded {
        let channel: EmbeddedChannel
        private let connection: ConnectionGuard?

        init(_ kind: Kind) throws {
            connection = kind == .connection ? ConnectionGuard(limits: ConnectionLimits()) : nil
            channel = EmbeddedChannel(handlers: [
                HalfClosing(), connection ?? StreamGuard(limits: ConnectionLimits()),
            ])
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        }

        /// Begins a request that has a body.
        func begin(length: Int? = nil) throws {
            if connection != nil {
                var headers: HTTPHeaders = ["host": "a"]
                if let length { headers.add(name: "content-length", value: "\(length)") }
                let head = HTTPRequestHead(
                    version: .http1_1, method: .POST, uri: "/", headers: headers)
                try channel.writeInbound(HTTPServerRequestPart.head(head))
            } else {
                try channel.writeInbound(
                    HTTPRequestPart.head(
                        HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/")))
            }
        }

        /// Sends some of the body.
        func send(_ bytes: Int) throws {
            let piece = ByteBuffer(repeating: 65, count: bytes)
            if connection != nil {
                try channel.writeInbound(HTTPServerRequestPart.body(piece))
            } else {
                try channel.writeInbound(HTTPRequestPart.body(piece))
            }
            channel.embeddedEventLoop.run()
        }

        /// Answers the request.
        func answer() throws {
            let head = HTTPResponse(status: .notFound, headerFields: [.contentLength: "0"])
            if let connection {
                connection.send(head)
                connection.end(nil)
            } else {
                try channel.writeOutbound(HTTPResponsePart.head(head))
                try channel.writeOutbound(HTTPResponsePart.end(nil))
            }
        }
    }

    /// Keeps the input open when the output ends, which a channel in memory cannot.
    private final class HalfClosing: ChannelOutboundHandler {
        typealias OutboundIn = Never

        func close(
            context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
        ) {
            if mode == .output { promise?.succeed() } else { context.close(promise: promise) }
        }
    }

    @Test("64 KiB are taken, and not a byte more", arguments: Kind.allCases)
    func bound(kind: Kind) throws {
        let client = try Guarded(kind)
        try client.begin()
        client.channel.pipeline.fireChannelReadComplete()
        try client.answer()

        for _ in 0..<4 { try client.send(16 << 10) }
        let isOpen = client.channel.isActive
        try client.send(1)

        #expect(isOpen)
        #expect(!client.channel.isActive)
    }

    @Test func `what is announced and is no more than that leaves the connection open`() throws {
        let client = try Guarded(.connection)
        try client.begin(length: 64 << 10)
        try client.answer()

        try client.send(64 << 10)
        try client.channel.writeInbound(HTTPServerRequestPart.end(nil))
        client.channel.embeddedEventLoop.run()

        #expect(client.channel.isActive)
    }

    @Test func `who sends slowly has five seconds`() throws {
        let client = try Guarded(.connection)
        try client.begin()
        client.channel.pipeline.fireChannelReadComplete()
        try client.answer()

        client.channel.embeddedEventLoop.advanceTime(by: .milliseconds(4999))
        let isOpen = client.channel.isActive
        client.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))

        #expect(isOpen)
        #expect(!client.channel.isActive)
    }
}
