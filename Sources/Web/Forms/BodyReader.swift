import Hummingbird
import NIOCore
import Synchronization

/// Reads a request's body, one piece after another.
///
/// The body's iterator is not Sendable, yet the check for forged requests begins a
/// form and the handler reads the rest. The flag makes sharing it sound: whoever
/// comes while another reads is refused, so the iterator is never used twice at
/// the same time.
final class BodyReader: @unchecked Sendable {
    /// Two tasks wanted the body at the same time.
    struct InUse: Error {}

    private let body: RequestBody
    private let intake: BodyIntake?
    private var iterator: RequestBody.AsyncIterator?
    private let isInUse = Atomic(false)
    private let readBytes = Atomic<Int64>(0)
    private let isCutShort = Atomic(false)

    init(_ body: RequestBody, intake: BodyIntake? = nil) {
        self.body = body
        self.intake = intake
    }

    /// How much has been read.
    var byteCount: Int64 { readBytes.load(ordering: .relaxed) }

    /// Whether the request was cancelled while it waited for the visitor to send more.
    var wasCutShort: Bool { isCutShort.load(ordering: .relaxed) }

    /// Returns the next piece, or `nil` at the end.
    ///
    /// - Throws: `HTTPError(.badRequest)` if what comes is not HTTP,
    ///   `HTTPError(.serviceUnavailable)` if too much is on its way already, and
    ///   `DeadlineExceeded` if it comes too slowly.
    func next() async throws -> ByteBuffer? {
        guard !isInUse.exchange(true, ordering: .acquiring) else { throw InUse() }
        defer { isInUse.store(false, ordering: .releasing) }
        if iterator == nil { try intake?.begin() }
        // A body can be begun only once, so not before somebody wants it.
        var reading = iterator ?? body.makeAsyncIterator()
        let piece: ByteBuffer?
        do {
            piece = try await reading.next()
        } catch is SlowBody {
            throw DeadlineExceeded(wasReading: true)
        } catch {
            try checkCancellation()
            throw HTTPError(.badRequest, message: "What was sent could not be read.")
        }
        iterator = reading
        try checkCancellation()
        let count = piece?.readableBytes ?? 0
        try intake?.receive(count)
        readBytes.add(Int64(count), ordering: .relaxed)
        return piece
    }

    /// A cancelled read looks like the end of the body, and is not.
    private func checkCancellation() throws(CancellationError) {
        guard Task.isCancelled else { return }
        isCutShort.store(true, ordering: .relaxed)
        throw CancellationError()
    }
}
