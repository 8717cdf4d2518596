import NIOCore
import Synchronization

/// Whether the client of a connection is still there.
///
/// A client that closes its side while it waits for an answer counts as gone, as it
/// does for nginx: what is made for nobody is cancelled.
final class ClientPresence: Sendable {
    private struct State {
        var isGone = false
        var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// Makes a presence that somebody must end.
    init() {}

    /// Makes a presence that ends with a channel, such as an HTTP/2 stream.
    init(until channel: any Channel) {
        channel.closeFuture.whenComplete { [weak self] _ in self?.leave() }
    }

    /// Whether the client has gone.
    var isGone: Bool { state.withLock { $0.isGone } }

    /// Notes that the client has gone, and cancels what is made for it.
    func leave() {
        let cancel = state.withLock { state in
            state.isGone = true
            return state.cancel.take()
        }
        cancel?()
    }

    /// Has `action` run when the client goes; at once if it has gone.
    func onLeave(_ action: @escaping @Sendable () -> Void) {
        let isGone = state.withLock { state in
            if !state.isGone { state.cancel = action }
            return state.isGone
        }
        if isGone { action() }
    }

    /// Forgets what to do when the client goes.
    func forget() {
        state.withLock { $0.cancel = nil }
    }
}
