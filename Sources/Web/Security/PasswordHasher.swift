import Dispatch
import Synchronization

/// Hashes and checks passwords with Argon2id, a few at a time.
///
/// A hash takes 19 MiB and some 30 milliseconds of a processor on purpose. It runs
/// on threads of its own, so other visitors are served meanwhile, and only so many
/// may wait: a flood of sign-ins is turned away rather than queued without end.
public final class PasswordHasher: Sendable {
    /// Too many passwords are being checked already.
    public struct Busy: Error, Hashable {}

    /// The machine has not enough memory for a hash.
    public struct OutOfMemory: Error, Hashable {}

    private struct State {
        var running = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    // What OWASP advises for Argon2id: 19456 KiB and 2 passes.
    private static let passes = 2
    private static let memory = 19_456 * 1024

    private let concurrency: Int
    private let maximumWaiting: Int
    private let queue = DispatchQueue(label: "passwords", attributes: .concurrent)
    private let state = Mutex(State())
    private let dummy = Mutex<String?>(nil)

    /// Makes a hasher that works on `concurrency` passwords at once.
    public init(concurrency: Int = 2, maximumWaiting: Int = 32) {
        self.concurrency = max(1, concurrency)
        self.maximumWaiting = maximumWaiting
        queue.async { [self] in _ = dummyHash() }
    }

    /// Returns the text to keep of a password.
    ///
    /// - Throws: `Busy`, `OutOfMemory`, or `CancellationError` before the work began.
    public func hash(_ password: String) async throws -> String {
        let hash = try await run { Self.makeHash(password) }
        guard let hash else { throw OutOfMemory() }
        return hash
    }

    /// Tells whether `hash` was made from `password`.
    ///
    /// Without a hash, which means that there is no such account, the answer is
    /// no after the same work: the time tells nobody which accounts exist.
    ///
    /// - Throws: `Busy`, or `CancellationError` before the work began.
    public func verify(_ password: String, against hash: String?) async throws -> Bool {
        let matches = try await run { [self] in
            guard let known = hash ?? dummyHash() else { return false }
            return Sodium.isPassword(password, of: known)
        }
        return matches && hash != nil
    }

    /// Tells whether a hash was made with other costs than today's.
    public func needsRehash(_ hash: String) -> Bool {
        Sodium.needsRehash(hash, passes: Self.passes, memory: Self.memory)
    }

    private static func makeHash(_ password: String) -> String? {
        Sodium.passwordHash(password, passes: passes, memory: memory)
    }

    private func dummyHash() -> String? {
        dummy.withLock { dummy in
            if dummy == nil { dummy = Self.makeHash(RandomToken.text()) }
            return dummy
        }
    }

    private func run<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async throws -> Value {
        try await enter()
        defer { leave() }
        // Whoever waited for it may have left meanwhile.
        try Task.checkCancellation()
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    private func enter() async throws(Busy) {
        let isAdmitted = await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if state.running < concurrency {
                    state.running += 1
                    return true
                }
                guard state.waiting.count < maximumWaiting else { return false }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
        guard isAdmitted else { throw Busy() }
    }

    /// Hands the place to the one who waits longest.
    private func leave() {
        let next: CheckedContinuation<Bool, Never>? = state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.running -= 1
            return nil
        }
        next?.resume(returning: true)
    }
}
