import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs an actor on its own serial queue, where it may block.
///
/// Dispatch starts another thread when one blocks, which Swift's own threads,
/// as many as there are processors, never do. A ``DedicatedThread`` may wait itself: it
/// takes its turn without the queue, where to be let in takes twenty times as long.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// Held by the thread that runs the actor.
    private let turn = Mutex(())

    /// The thread that runs the actor, as `pthread_self` names it; zero if none does.
    private let owner = Atomic<UInt>(0)

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The job runs once, and on the executor that it was given to.
        let run: @Sendable () -> Void = {
            self.sync { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
        // To wake another thread would be time lost for one that may wait itself.
        if DedicatedThread.isCurrent { run() } else { queue.async(execute: run) }
    }

    /// Runs what belongs to the actor on the thread that asks, in its turn.
    func sync<Value>(_ body: () -> Value) -> Value {
        turn.withLock { _ in
            owner.store(Self.thisThread, ordering: .relaxed)
            defer { owner.store(0, ordering: .relaxed) }
            return body()
        }
    }

    func checkIsolated() {
        // What another thread has stored is not this thread's name, whenever it is seen.
        precondition(
            owner.load(ordering: .relaxed) == Self.thisThread,
            "The connection is another thread's.")
    }

    private static var thisThread: UInt {
        #if canImport(Darwin)
        UInt(bitPattern: pthread_self())
        #else
        UInt(pthread_self())
        #endif
    }
}
