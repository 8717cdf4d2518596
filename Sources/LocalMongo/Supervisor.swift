import Logging

/// Keeps mongod running, on the same port, until it is told to stop.
actor Supervisor {
    private let server: Server
    private let logger: Logger
    private var run: ServerRun
    private var isStopping = false
    private var tasks: [Task<Void, Never>] = []

    /// Takes over a run.
    init(of server: Server, run: ServerRun, logger: Logger) {
        self.server = server
        self.run = run
        self.logger = logger
    }

    /// Begins to watch the run.
    func begin() {
        tasks = [Task { await restart() }, Task { await limitLog() }]
    }

    /// Stops mongod, and waits until it has ended.
    func stop() async {
        isStopping = true
        for task in tasks {
            task.cancel()
        }
        await run.stop()
        server.folder.release()
    }

    /// Starts mongod again whenever it ends, ever more slowly while it keeps
    /// ending at once.
    private func restart() async {
        var pause = Duration.milliseconds(100)
        while !isStopping {
            let started = ContinuousClock.now
            let code = await run.end()
            guard !isStopping else { return }
            if ContinuousClock.now - started > .seconds(60) {
                pause = .milliseconds(100)
            }
            logger.warning(
                "mongod ended by itself and is started again",
                metadata: [
                    "code": "\(code)", "reason": "\(server.folder.log.lastError ?? "none given")",
                ])
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(10))
            guard !isStopping else { return }
            run = server.start()
        }
    }

    /// Has mongod begin a new log file when the present one is large.
    private func limitLog() async {
        while (try? await Task.sleep(for: .seconds(60))) != nil {
            if server.folder.log.isLarge {
                run.rotateLog()
            }
        }
    }
}
