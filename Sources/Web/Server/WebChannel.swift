import HTTPTypes
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTP2

/// How a site speaks with one client: HTTP/1, or with TLS what the client would rather
/// have, always behind the guards.
struct WebChannel: ServerChildChannel {
    fileprivate typealias Negotiated = NIONegotiatedHTTPVersion<
        NIOLoopBound<RequestHandler>, HTTP2Channel.Value
    >

    /// A connection that has been set up.
    struct Value: ServerChildChannelValue {
        fileprivate enum Language: Sendable {
            case http1(NIOLoopBound<RequestHandler>)
            case negotiating(EventLoopFuture<Negotiated>)
            case none
        }

        fileprivate let connection: AcceptedConnection<Language>

        var channel: any Channel { connection.channel }
    }

    // What is not parsed any more, after a request that ends the connection, piles up.
    private static let mostUndecoded = 256 << 10

    private let limits: ConnectionLimits
    private let proxies: TrustedProxies
    private let tls: TLSContext?
    private let counter: ConnectionCounter
    private let common: CommonFields
    private let desk: EarlyDesk?
    private let connections = OpenConnections()
    private let respond: RequestHandler.Responder
    private let http2: HTTP2Channel

    init(
        settings: WebSettings, common: CommonFields = CommonFields(), desk: EarlyDesk? = nil,
        respond: @escaping RequestHandler.Responder
    ) {
        let limits = settings.connections
        self.limits = limits
        proxies = settings.proxies
        self.common = common
        self.desk = desk
        tls = settings.tls
        counter = ConnectionCounter(limit: limits.connectionsPerAddress)
        let date = DateField()
        let respond: RequestHandler.Responder = { request, context in
            var response = await respond(request, context)
            // The client would wait for another, and take the next one for it.
            if response.status.code < 200 { response = Response(status: .internalServerError) }
            response.headers.append(date.now)
            return response
        }
        self.respond = respond
        http2 = HTTP2Channel(
            responder: { request, writer, channel in
                var response = await respond(request, ConnectionContext(channel: channel))
                common.add(to: &response.headers)
                try await writer.write(response: response.head, body: response.body)
            },
            configuration: HTTP2ChannelConfiguration(
                idleTimeout: limits.idleTimeout,
                gracefulCloseTimeout: limits.rateWindow,
                streamConfiguration: HTTP1Channel.Configuration(
                    additionalChannelHandlers: [StreamGuard(limits: limits)])))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let presence = ClientPresence()
        @Sendable func value(_ language: Value.Language) -> Value {
            Value(connection: AcceptedConnection(channel, language))
        }
        guard admit(channel) else {
            return channel.eventLoop.makeSucceededFuture(value(.none))
        }
        do {
            let pipeline = channel.pipeline.syncOperations
            if let tls { try pipeline.addHandler(tls.makeHandler()) }
            try pipeline.addHandler(SocketGuard(limits: limits, presence: presence))
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        guard tls != nil else {
            return setUpHTTP1(channel, presence).map { value(.http1($0)) }
        }
        return channel.configureHTTP2AsyncSecureUpgrade { channel in
            setUpHTTP1(channel, presence)
        } http2ConnectionInitializer: { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.handler(type: SocketGuard.self).useStreams()
            }.flatMap { http2.setup(channel: channel, logger: logger) }
        }.map { value(.negotiating($0)) }
    }

    /// Sets up HTTP/1, with kept pages before all else that understands it.
    private func setUpHTTP1(
        _ channel: any Channel, _ presence: ClientPresence
    ) -> EventLoopFuture<NIOLoopBound<RequestHandler>> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            if let desk {
                let socket = try pipeline.handler(type: SocketGuard.self)
                try pipeline.addHandler(PageHandler(desk, socket: socket))
            }
            var decoding = NIOHTTPDecoderLimitConfiguration()
            // The target counts as a field; it has a limit of its own.
            decoding.maxHeaderFieldSize = max(limits.fieldBytes, limits.targetBytes)
            decoding.maxHeaderListSize = limits.headBytes + limits.targetBytes
            decoding.maxHeaderFieldCount = limits.fields
            try pipeline.addHandler(
                ByteToMessageHandler(
                    HTTPRequestDecoder(limitConfiguration: decoding),
                    maximumBufferSize: Self.mostUndecoded))
            let connection = ConnectionGuard(
                limits: limits, scheme: tls == nil ? "http" : "https", common: common)
            try pipeline.addHandler(connection)
            let handler = RequestHandler(
                ConnectionContext(channel: channel, presence: presence),
                connections: connections, connection: connection, respond: respond)
            try pipeline.addHandler(handler)
            connections.add(channel)
            return NIOLoopBound(handler, eventLoop: channel.eventLoop)
        }
    }

    func handle(value: Value, logger: Logger) async {
        let connection = value.connection
        switch connection.value {
        case .http1(let handler): await serve(connection, handler)
        case .negotiating(let future):
            switch try? await future.get() {
            case .http1_1(let handler): await serve(connection, handler)
            case .http2(let http2): await self.http2.handle(value: http2, logger: logger)
            case nil: value.channel.close(promise: nil)
            }
        case .none: value.channel.close(promise: nil)
        }
    }

    /// Leaves a connection to its handlers, which need no task.
    private func serve(
        _ connection: AcceptedConnection<Value.Language>, _ handler: NIOLoopBound<RequestHandler>
    ) async {
        connection.letLive()
        connection.channel.eventLoop.execute { handler.value.serve() }
        await connections.waitForAll()
    }

    /// Counts a connection, unless its address has too many.
    private func admit(_ channel: any Channel) -> Bool {
        guard let address = channel.remoteAddress?.ipAddress.flatMap({ IPAddress($0) }),
            !proxies.contains(address)
        else {
            return true
        }
        guard counter.admit(address) else { return false }
        channel.closeFuture.whenComplete { [counter] _ in counter.release(address) }
        return true
    }
}
