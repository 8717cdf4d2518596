import NIOCore

/// Tells whether bytes move fast enough.
///
/// The time in which the server itself did not want them is not counted.
struct Pace {
    /// What a look at the pace shows.
    enum Verdict: Equatable {
        case tooSlow
        case fine(lookAgainAt: NIODeadline)
    }

    private let window: TimeAmount
    private let minimum: Int
    private var end: NIODeadline
    private var moved = 0
    private var pausedAt: NIODeadline?

    init(_ limits: ConnectionLimits, now: NIODeadline = .now()) {
        window = TimeAmount(limits.rateWindow)
        minimum = Int(Double(limits.minimumRate) * (limits.rateWindow / .seconds(1)))
        end = now + window
    }

    /// Counts bytes that have moved.
    mutating func move(_ bytes: Int) {
        moved += bytes
    }

    /// Stops the clock: the server has enough for now.
    mutating func pause(now: NIODeadline = .now()) {
        if pausedAt == nil { pausedAt = now }
    }

    /// Lets the clock run again.
    mutating func resume(now: NIODeadline = .now()) {
        guard let pausedAt else { return }
        end = end + (now - pausedAt)
        self.pausedAt = nil
    }

    /// Judges the window that has passed and begins the next.
    mutating func look(now: NIODeadline = .now()) -> Verdict {
        if pausedAt != nil {
            resume(now: now)
            pause(now: now)
        }
        if now < end { return .fine(lookAgainAt: end) }
        guard moved >= minimum else { return .tooSlow }
        moved = 0
        end = now + window
        return .fine(lookAgainAt: end)
    }
}
