import NIOCore
import Synchronization

/// Where requests begin: on their event loop, which costs no change of threads, or beside it.
///
/// What a handler does before it first waits keeps all connections of the event loop
/// waiting. Once one has taken long there, those that come next begin elsewhere for a while:
/// such handlers have a tenth of the loops' time at most.
enum StartingPlace {
    private static let longest = TimeAmount.milliseconds(1)
    private static let rest: Int64 = 10
    private static let restsUntil = Atomic<UInt64>(0)

    /// Begins with work; called on an event loop, which the work has left once it has waited.
    static func begin(_ work: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        let start = NIODeadline.now()
        guard start.uptimeNanoseconds >= restsUntil.load(ordering: .relaxed) else {
            return Task(operation: work)
        }
        let task = Task.immediate(operation: work)
        let end = NIODeadline.now()
        if end - start > longest {
            let later = end + .nanoseconds((end - start).nanoseconds * rest)
            restsUntil.max(later.uptimeNanoseconds, ordering: .relaxed)
        }
        return task
    }
}
