import NIOCore
import Synchronization

/// A clock that a test moves on.
final class ManualClock: Sendable {
    private let time = Mutex(NIODeadline.uptimeNanoseconds(1_000_000_000))

    func now() -> NIODeadline {
        time.withLock(\.self)
    }

    func advance(by amount: TimeAmount) {
        time.withLock { $0 = $0 + amount }
    }
}
