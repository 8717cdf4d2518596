import HTTPTypes
import NIOCore
import Synchronization

/// One request on an HTTP/1 connection and its answer, as the task sees it that gives it.
///
/// A task that has never waited is still on the connection's event loop, and what it sends
/// goes straight into the pipeline.
final class Exchange: Sendable {
    private let number: Int
    private let loop: any EventLoop
    private let handler: NIOLoopBound<RequestHandler>
    private let hasEnd = Atomic(false)
    private let task = Mutex<(value: Task<Void, Never>?, isCancelled: Bool)>((nil, false))

    init(_ number: Int, _ handler: RequestHandler, on loop: any EventLoop) {
        self.number = number
        self.loop = loop
        self.handler = NIOLoopBound(handler, eventLoop: loop)
    }

    /// Notes the task that answers, which by then has begun.
    func attach(_ value: Task<Void, Never>) {
        let isCancelled = task.withLock { task in
            task.value = value
            return task.isCancelled
        }
        if isCancelled { value.cancel() }
    }

    /// Cancels the task that answers.
    func cancel() {
        task.withLock { task in
            task.isCancelled = true
            return task.value
        }?.cancel()
    }

    /// Forgets the task, which is over.
    func detach() {
        task.withLock { $0.value = nil }
    }

    /// Sends a piece of the body, after the head if that has not been sent, and waits until
    /// the client takes more.
    ///
    /// - Throws: `ChannelError` if the connection is gone.
    func send(_ head: HTTPResponse?, _ piece: ByteBuffer) async throws {
        // There may be no end to the pieces, for which the event loop is no place.
        if loop.inEventLoop { await Task.yield() }
        try await withCheckedThrowingContinuation { (sent: CheckedContinuation<Void, any Error>) in
            loop.execute { self.handler.value.send(head, piece, of: self.number, sent) }
        }
    }

    /// Sends the rest of the answer.
    ///
    /// - Throws: `ChannelError` if it has ended before.
    func finish(_ head: HTTPResponse?, _ rest: ByteBuffer?, _ trailers: HTTPFields?) throws {
        guard !hasEnd.exchange(true, ordering: .relaxed) else { throw ChannelError.outputClosed }
        if loop.inEventLoop {
            handler.value.finish(head, rest, trailers, of: number)
        } else {
            loop.execute { self.handler.value.finish(head, rest, trailers, of: self.number) }
        }
    }

    /// Ends the connection if the answer has no end: nothing could follow it.
    func giveUp() {
        guard !hasEnd.load(ordering: .relaxed) else { return }
        loop.execute { self.handler.value.giveUp(self.number) }
    }
}
