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
    /// Where a thread says that it runs such a job, by an address that nobody looks at.
    private static let mark = ThreadPlace()

    private let queue = DispatchQueue(label: "mongo.thread")

    /// Creates a thread; it ends with the last task on it.
    public init() {}

    /// Whether the code that asks runs on such a thread.
    static var isCurrent: Bool { unsafe mark.value != nil }

    /// Runs a job after those that were given before it.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            unsafe Self.mark.value = UnsafeRawPointer(bitPattern: 1)
            defer { unsafe Self.mark.value = nil }
            // The job runs once, and on the executor that it was given to.
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}
