import NIOCore
import Synchronization

/// The HTTP/1 connections of a server and the requests on them, none of which the server's
/// own tasks wait for.
///
/// A task for each connection would cost more memory than all else that one needs while it
/// rests. So one task waits for all: the server ends when nothing is left, and is cancelled
/// with everything that is.
final class OpenConnections: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var requests = 0
        var isAwaited = false
        var isCancelled = false
        var waiter: CheckedContinuation<Void, Never>?

        var isEmpty: Bool { channels.isEmpty && requests == 0 }

        /// The one who waits, if nothing is left.
        mutating func released() -> CheckedContinuation<Void, Never>? {
            guard isEmpty, let waiter else { return nil }
            isAwaited = false
            self.waiter = nil
            return waiter
        }
    }

    private let state = Mutex(State())

    /// Counts a connection until it closes.
    func add(_ channel: any Channel) {
        let isCancelled = state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = channel
            return state.isCancelled
        }
        if isCancelled { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { [self] _ in
            state.withLock { state in
                state.channels[ObjectIdentifier(channel)] = nil
                return state.released()
            }?.resume()
        }
    }

    /// Counts a request that is being answered.
    func beginRequest() {
        state.withLock { $0.requests += 1 }
    }

    /// Counts a request whose task is over.
    func endRequest() {
        state.withLock { state in
            state.requests -= 1
            return state.released()
        }?.resume()
    }

    /// Waits until nothing is left, unless somebody else does.
    ///
    /// Whoever waits and is cancelled closes every connection.
    func waitForAll() async {
        let isFirst = state.withLock { state in
            defer { state.isAwaited = true }
            return !state.isAwaited
        }
        guard isFirst else { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                state.withLock { state in
                    state.waiter = waiter
                    return state.released()
                }?.resume()
            }
        } onCancel: {
            let channels = state.withLock { state in
                state.isCancelled = true
                return Array(state.channels.values)
            }
            for channel in channels { channel.close(promise: nil) }
        }
    }
}
