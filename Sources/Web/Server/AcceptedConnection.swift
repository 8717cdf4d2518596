import NIOCore
import Synchronization

/// A connection that has been set up, and is closed if nobody serves it.
///
/// A server that stops drops a connection which it has just accepted. What NIO made for
/// serving it must outlive the connection: it ends the whole process otherwise, and with it
/// every request that is still being answered.
final class AcceptedConnection<Value: Sendable>: Sendable {
    let channel: any Channel
    let value: Value
    private let livesOn = Atomic(false)

    init(_ channel: any Channel, _ value: Value) {
        self.channel = channel
        self.value = value
    }

    deinit {
        guard !livesOn.load(ordering: .relaxed) else { return }
        channel.closeFuture.whenComplete { [value] _ in withExtendedLifetime(value) {} }
        channel.close(promise: nil)
    }

    /// Lets the connection live by itself from now on.
    func letLive() {
        livesOn.store(true, ordering: .relaxed)
    }
}
