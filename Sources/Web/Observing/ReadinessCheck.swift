import Logging
import Synchronization

/// Something without which the site cannot answer, such as its database.
///
/// Asked by strangers as well as by whoever watches the site, so an answer holds for a
/// second and those who ask meanwhile share it.
public final class ReadinessCheck: Sendable {
    private struct Answer {
        let time: ContinuousClock.Instant
        let isReady: Task<Bool, Never>
    }

    private struct State {
        var latest: Answer?
        var isAsking = false
    }

    private static let shelfLife = Duration.seconds(1)

    /// What is checked, in a word: it is told to everybody.
    public let name: String

    private let patience: Duration
    private let check: @Sendable () async throws -> Void
    private let state = Mutex(State())

    /// Makes a check that has failed when `check` throws or takes too long.
    public init(
        _ name: String, patience: Duration = .seconds(2),
        check: @escaping @Sendable () async throws -> Void
    ) {
        self.name = name
        self.patience = patience
        self.check = check
    }

    /// Tells whether it is there.
    func isReady(logger: Logger) async -> Bool {
        let now = ContinuousClock.now
        let answer = state.withLock { state in
            // What does not answer is not asked again before it does: those who ask
            // would pile up.
            if let latest = state.latest,
                state.isAsking || latest.time.duration(to: now) < Self.shelfLife
            {
                return latest.isReady
            }
            let answer = Task { await ask(logger) }
            state = State(latest: Answer(time: now, isReady: answer), isAsking: true)
            return answer
        }
        return await answer.value
    }

    /// Does not wait for a check that is late: it may not heed being cancelled.
    private func ask(_ logger: Logger) async -> Bool {
        let (answers, answer) = AsyncStream.makeStream(of: Bool.self)
        let asking = Task {
            defer { state.withLock { $0.isAsking = false } }
            do {
                try await check()
                answer.yield(true)
            } catch {
                logger.warning(
                    "Not ready: \(name)", metadata: ["error": "\(String(reflecting: error))"])
                answer.yield(false)
            }
        }
        let waiting = Task {
            try? await Task.sleep(for: patience)
            answer.yield(false)
        }
        defer {
            asking.cancel()
            waiting.cancel()
        }
        for await isReady in answers { return isReady }
        return false
    }
}
