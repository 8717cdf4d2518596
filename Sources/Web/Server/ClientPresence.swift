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

    /// The presence of the client whose connection this task serves.
    @TaskLocal static var current: ClientPresence?

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

    /// Returns what `work` returns; cancels it if the client goes.
    ///
    /// Waits for the work to end either way.
    func during<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await work() }
        let isGone = state.withLock { state in
            state.cancel = { task.cancel() }
            return state.isGone
        }
        if isGone { task.cancel() }
        defer { state.withLock { $0.cancel = nil } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
