import NIOCore
import Synchronization

/// Passes on which values a store has dropped for want of room, once somebody asks for it.
final class EvictionReport: Sendable {
    private let listener = Mutex<(@Sendable (CacheKey, ByteBuffer) -> Void)?>(nil)

    func tell(_ key: CacheKey, _ bytes: ByteBuffer) {
        listener.withLock { $0 }?(key, bytes)
    }

    func listen(_ listener: @escaping @Sendable (CacheKey, ByteBuffer) -> Void) {
        self.listener.withLock { $0 = listener }
    }
}
