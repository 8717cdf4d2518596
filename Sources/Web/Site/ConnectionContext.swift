public import Hummingbird

/// What is known of a request before it is read: where it comes from.
public struct ConnectionContext: InitializableFromSource, Sendable {
    /// The address of the connection's other end, without the port.
    let clientAddress: String?

    /// Takes what Hummingbird knows.
    public init(source: ApplicationRequestContextSource) {
        clientAddress = source.channel.remoteAddress?.ipAddress
    }
}
