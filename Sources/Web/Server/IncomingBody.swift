import DequeModule
import NIOCore
import Synchronization

/// The body of a request on an HTTP/1 connection, as it arrives.
///
/// What nobody has read yet is bounded: the connection reads no more until somebody has.
final class IncomingBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    struct AsyncIterator: AsyncIteratorProtocol {
        let body: IncomingBody

        func next() async throws -> ByteBuffer? { try await body.next() }
    }

    private struct State {
        var pieces = Deque<ByteBuffer>()
        var byteCount = 0
        var reader: CheckedContinuation<ByteBuffer?, any Error>?
        var end: Result<Void, any Error>?
        var isHeld = false

        /// The next piece or the end, if there is either.
        mutating func next() -> Result<ByteBuffer?, any Error>? {
            guard let piece = pieces.popFirst() else { return end.map { $0.map { nil } } }
            byteCount -= piece.readableBytes
            return .success(piece)
        }
    }

    // Enough for a socket's read or several, so that few of them wait for a reader.
    private static let mostBytes = 256 << 10
    private static let mostPieces = 256

    private let state = Mutex(State())
    private let wantMore: @Sendable () -> Void

    /// Makes a body whose reader calls `wantMore` when there is room again.
    init(wantMore: @escaping @Sendable () -> Void) {
        self.wantMore = wantMore
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: self) }

    /// Adds a piece that has come, and returns whether there is room for another.
    func add(_ piece: ByteBuffer) -> Bool {
        let (reader, hasRoom) = state.withLock { state in
            // Nobody wants what comes after the end.
            guard state.end == nil else { return (state.reader.take(), false) }
            if let reader = state.reader.take() { return (reader, true) }
            state.pieces.append(piece)
            state.byteCount += piece.readableBytes
            state.isHeld =
                state.byteCount >= Self.mostBytes || state.pieces.count >= Self.mostPieces
            return (nil, !state.isHeld)
        }
        reader?.resume(returning: piece)
        return hasRoom
    }

    /// Ends the body, after what has come of it.
    func finish(_ end: Result<Void, any Error> = .success(())) {
        let reader = state.withLock { state in
            if state.end == nil { state.end = end }
            return state.reader.take()
        }
        reader?.resume(with: end.map { nil })
    }

    private func next() async throws -> ByteBuffer? {
        let (ready, isFree) = state.withLock { state in
            let ready = state.next()
            let isFree = state.isHeld && state.byteCount < Self.mostBytes / 4
            if isFree { state.isHeld = false }
            return (ready, isFree)
        }
        if isFree { wantMore() }
        if let ready { return try ready.get() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reader in
                let ready = state.withLock { state in
                    let ready = state.next()
                    if ready == nil { state.reader = reader }
                    return ready
                }
                if let ready { reader.resume(with: ready) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Ends the body for whoever reads it: it is given up, and nobody waits for the rest.
    private func cancel() {
        let reader = state.withLock { state in
            state.pieces.removeAll()
            state.byteCount = 0
            if state.end == nil { state.end = .failure(CancellationError()) }
            return state.reader.take()
        }
        reader?.resume(throwing: CancellationError())
    }
}
