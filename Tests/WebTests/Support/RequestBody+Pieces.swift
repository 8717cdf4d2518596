import Hummingbird
import NIOCore

extension RequestBody {
    /// A body that comes in just these pieces.
    init(pieces: [ByteBuffer]) {
        self.init(
            asyncSequence: AsyncStream { continuation in
                for piece in pieces { continuation.yield(piece) }
                continuation.finish()
            })
    }
}
