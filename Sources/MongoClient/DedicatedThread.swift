import Dispatch

/// A thread for a task that may wait for the server itself.
///
/// A call otherwise wakes a thread of the connection, and with the answer one of
/// Swift's own, which may never wait. Work that asks for one thing after another, such
/// as an import or a command-line tool, saves both:
///
///     try await withTaskExecutorPreference(DedicatedThread()) {
///         for line in lines { try await posts.insert(Post(line)) }
///     }
///
/// Child tasks share the thread, so that they take turns rather than run side by side;
/// one that waits for a change stream keeps the others waiting. Code that is bound to an
/// actor stays where that actor runs.
public final class DedicatedThread: TaskExecutor {
    private static let mark = DispatchSpecificKey<Bool>()

    private let queue = DispatchQueue(label: "mongo.thread")

    /// Creates a thread; it ends with the last task on it.
    public init() {
        queue.setSpecific(key: Self.mark, value: true)
    }

    /// Whether the code that asks runs on such a thread.
    static var isCurrent: Bool { DispatchQueue.getSpecific(key: mark) == true }

    /// Runs a job after those that were given before it.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The job runs once, and on the executor that it was given to.
        queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
