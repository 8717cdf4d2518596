import Synchronization

/// One run of mongod, from its start to its end.
final class ServerRun: Sendable {
    private let log: ServerLog
    private let requests: AsyncStream<Void>.Continuation
    private let exit = ExitCode()
    private let process: Task<Int32, Never>

    /// Starts mongod, with a new log file.
    init(of keeper: Keeper, log: ServerLog) {
        log.rotate()
        let (stream, requests) = AsyncStream<Void>.makeStream()
        self.log = log
        self.requests = requests
        process = Task { [exit] in
            // A shell that cannot be started is the end of a run like any other.
            let code = (try? await keeper.run(requests: stream)) ?? 127
            exit.value.withLock { $0 = code }
            return code
        }
    }

    deinit {
        requests.finish()
    }

    /// Waits until mongod takes connections.
    ///
    /// - Throws: ``LocalMongoError/ended(code:reason:log:)`` if it ends instead,
    ///   ``LocalMongoError/notUsable(reason:log:)`` if it does neither in time.
    func waitUntilReady(for patience: Duration = .seconds(120)) async throws {
        let deadline = ContinuousClock.now + patience
        while !log.saysReady {
            if let code = exit.value.withLock(\.self) {
                throw LocalMongoError.ended(code: code, reason: log.lastError, log: log.path)
            }
            guard ContinuousClock.now < deadline else {
                throw LocalMongoError.notUsable(
                    reason: "it took longer than \(patience) to start", log: log.path)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Moves the log file away, and has mongod begin a new one.
    func rotateLog() {
        log.rotate()
        requests.yield()
    }

    /// Waits for mongod to end, and returns its exit code.
    func end() async -> Int32 {
        await process.value
    }

    /// Stops mongod and waits for its end, which the keeper bounds.
    func stop() async {
        requests.finish()
        _ = await process.value
    }
}

/// Where a run leaves its exit code for whoever may not wait.
private final class ExitCode: Sendable {
    let value = Mutex<Int32?>(nil)
}
