public import Hummingbird
import NIOCore

/// What is known of a request before it is read: where it comes from.
public struct ConnectionContext: InitializableFromSource, Sendable {
    /// The address of the connection's other end, without the port.
    let peerAddress: String?

    let channel: any Channel
    let presence: ClientPresence

    /// Takes what Hummingbird knows.
    public init(source: ApplicationRequestContextSource) {
        self.init(channel: source.channel)
    }

    init(channel: any Channel) {
        peerAddress = channel.remoteAddress?.ipAddress
        self.channel = channel
        presence = ClientPresence.current ?? ClientPresence(until: channel)
    }
}
