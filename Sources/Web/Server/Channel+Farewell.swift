import NIOCore

extension Channel {
    /// Ends a connection to whose client everything has been said.
    ///
    /// A socket that closes with something unread resets the connection, and the client
    /// loses what it has not taken yet. So only this side ends at first, and soon all
    /// (RFC 9112 section 9.6).
    func closeGently(within lingerTime: Duration) {
        close(mode: .output, promise: nil)
        let end = eventLoop.scheduleTask(in: TimeAmount(lingerTime)) { self.close(promise: nil) }
        closeFuture.whenComplete { _ in end.cancel() }
    }
}
