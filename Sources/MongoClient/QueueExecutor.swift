import Dispatch

/// Runs an actor on its own serial queue, where it may block.
///
/// Dispatch starts another thread when one blocks, which Swift's own threads,
/// as many as there are processors, never do.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The job runs once, and on the executor that it was given to.
        let run: @Sendable () -> Void = {
            unsafe job.runSynchronously(on: self.asUnownedSerialExecutor())
        }
        // To wake another thread would be time lost for one that may wait itself.
        if DedicatedThread.isCurrent { queue.sync(execute: run) } else { queue.async(execute: run) }
    }

    /// Runs what belongs to the actor on the thread that asks, in its turn.
    func sync<Value>(_ body: () -> Value) -> Value {
        queue.sync(execute: body)
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
