public import Hummingbird
import NIOCore

/// What is known of a request before it is read: where it comes from.
public struct ConnectionContext: InitializableFromSource, Sendable {
    /// The address of the connection's other end, without the port.
    let peerAddress: String?

    let channel: any Channel
    let presence: ClientPresence
    /// What the request is answered in, where that is a task of its own.
    private(set) var exchange: Exchange?
    /// Why there is no request, but an answer.
    private(set) var refusal: RefusedRequest?

    /// Takes what Hummingbird knows.
    public init(source: ApplicationRequestContextSource) {
        self.init(channel: source.channel)
    }

    /// Takes a connection, whose client is there until `presence` ends.
    init(channel: any Channel, presence: ClientPresence? = nil) {
        peerAddress = channel.remoteAddress?.ipAddress
        self.channel = channel
        self.presence = presence ?? ClientPresence(until: channel)
    }

    /// The same for a request whose task may be cancelled.
    func serving(_ exchange: Exchange, _ refusal: RefusedRequest?) -> ConnectionContext {
        var context = self
        context.exchange = exchange
        context.refusal = refusal
        return context
    }
}
