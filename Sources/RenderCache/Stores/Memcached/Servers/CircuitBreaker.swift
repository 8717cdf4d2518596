package import NIOCore

/// Decides whether a server is asked.
///
/// After some failures in a row it is not, for a time that doubles with each probe that
/// fails; then one probe goes out, and nobody waits for it.
package struct CircuitBreaker: Sendable {
    /// What may be done with a server.
    package enum Admission: Sendable {
        /// Ask it.
        case ask
        /// Do not ask it.
        case skip
        /// Do not ask it, but see whether it lives.
        case probe
    }

    /// How patient it is.
    package struct Policy: Sendable {
        /// So many failures in a row open it.
        package var failures = 3
        /// How long it is open at first.
        package var shortestPause = TimeAmount.seconds(1)
        /// How long it is open at most.
        package var longestPause = TimeAmount.seconds(30)

        /// The usual patience.
        package init() {}
    }

    private enum State {
        case closed(failures: Int)
        case open(until: NIODeadline, pause: TimeAmount)
        case probing(pause: TimeAmount)
    }

    private let policy: Policy
    private var state = State.closed(failures: 0)

    /// One that lets everything pass.
    package init(_ policy: Policy) {
        self.policy = policy
    }

    /// Whether the server is asked.
    package var isClosed: Bool {
        if case .closed = state { true } else { false }
    }

    /// What may be done now.
    package mutating func admission(at now: NIODeadline) -> Admission {
        switch state {
        case .closed: return .ask
        case .probing: return .skip
        case .open(let until, let pause):
            guard now >= until else { return .skip }
            state = .probing(pause: pause)
            return .probe
        }
    }

    /// A request was answered, so that failures are counted anew.
    ///
    /// While it is open, it takes a probe to close it, for a late answer says little of the
    /// server as it is now.
    package mutating func requestSucceeded() {
        if case .closed = state { state = .closed(failures: 0) }
    }

    /// The probe was answered, or came to nothing.
    package mutating func probed(isAlive: Bool, at now: NIODeadline) {
        if isAlive {
            state = .closed(failures: 0)
        } else {
            failed(at: now)
        }
    }

    /// A connection failed.
    package mutating func failed(at now: NIODeadline) {
        switch state {
        case .closed(let failures) where failures + 1 < policy.failures:
            state = .closed(failures: failures + 1)
        case .closed:
            state = .open(until: now + policy.shortestPause, pause: policy.shortestPause)
        case .open:
            break
        case .probing(let pause):
            let longer = min(pause * 2, policy.longestPause)
            state = .open(until: now + longer, pause: longer)
        }
    }
}
