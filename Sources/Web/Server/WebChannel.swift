import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOHTTP2
import NIOHTTPTypes

/// How a site speaks with one client: HTTP/1, or with TLS what the client would rather
/// have, always behind the guards.
struct WebChannel: ServerChildChannel {
    fileprivate typealias Negotiated = NIONegotiatedHTTPVersion<
        HTTP1Channel.Value, HTTP2Channel.Value
    >

    /// A connection that has been set up.
    struct Value: ServerChildChannelValue {
        fileprivate enum Language: Sendable {
            case http1(HTTP1Channel.Value)
            case negotiating(EventLoopFuture<Negotiated>)
            case none
        }

        fileprivate let connection: AcceptedConnection<Language>
        fileprivate let presence: ClientPresence

        var channel: any Channel { connection.channel }
    }

    private let limits: ConnectionLimits
    private let proxies: TrustedProxies
    private let tls: TLSContext?
    private let counter: ConnectionCounter
    private let http1: HTTP1Channel
    private let http2: HTTP2Channel

    init(settings: WebSettings, responder: @escaping HTTPChannelHandler.Responder) {
        let limits = settings.connections
        let security = settings.isSecure ? settings.transportSecurity : nil
        self.limits = limits
        proxies = settings.proxies
        tls = settings.tls
        counter = ConnectionCounter(limit: limits.connectionsPerAddress)
        http1 = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [
                    ConnectionGuard(limits: limits, transportSecurity: security)
                ],
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    // The target counts as a field; it has a limit of its own.
                    maxHeaderFieldSize: max(limits.fieldBytes, limits.targetBytes),
                    maxHeaderListSize: limits.headBytes + limits.targetBytes,
                    maxHeaderFieldCount: limits.fields)))
        http2 = HTTP2Channel(
            responder: responder,
            configuration: HTTP2ChannelConfiguration(
                idleTimeout: limits.idleTimeout,
                gracefulCloseTimeout: limits.rateWindow,
                streamConfiguration: HTTP1Channel.Configuration(
                    additionalChannelHandlers: [StreamGuard(limits: limits)])))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let presence = ClientPresence()
        @Sendable func value(_ language: Value.Language) -> Value {
            Value(connection: AcceptedConnection(channel, language), presence: presence)
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
            return http1.setup(channel: channel, logger: logger).map { value(.http1($0)) }
        }
        return channel.configureHTTP2AsyncSecureUpgrade { channel in
            http1.setup(channel: channel, logger: logger)
        } http2ConnectionInitializer: { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.handler(type: SocketGuard.self).useStreams()
            }.flatMap { http2.setup(channel: channel, logger: logger) }
        }.map { value(.negotiating($0)) }
    }

    func handle(value: Value, logger: Logger) async {
        switch value.connection.value {
        case .http1(let http1): await handle(http1, value.presence, logger)
        case .negotiating(let future):
            switch try? await future.get() {
            case .http1_1(let http1): await handle(http1, value.presence, logger)
            case .http2(let http2): await self.http2.handle(value: http2, logger: logger)
            case nil: value.channel.close(promise: nil)
            }
        case .none: value.channel.close(promise: nil)
        }
    }

    private func handle(
        _ value: HTTP1Channel.Value, _ presence: ClientPresence, _ logger: Logger
    ) async {
        await ClientPresence.$current.withValue(presence) {
            await http1.handle(value: value, logger: logger)
        }
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
