import Logging
import NIOCore

/// Keeps a server listening when it has failed to take a connection.
///
/// Without it, one moment without free file descriptors ends Hummingbird's server.
final class AcceptErrors: ChannelInboundHandler, Sendable {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.warning("A connection could not be taken", metadata: ["error": "\(error)"])
    }
}
