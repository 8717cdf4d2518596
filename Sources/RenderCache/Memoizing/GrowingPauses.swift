/// How long one waits who asks again and again: soon at first, then less often, and not for
/// ever.
struct GrowingPauses {
    private static let longest = Duration.milliseconds(200)

    private var left: Duration
    private var pause = Duration.milliseconds(2)
    /// Whether there was a pause.
    private(set) var hasWaited = false

    init(total: Duration) {
        left = total
    }

    /// The next pause; `nil` when the time is over.
    mutating func next() -> Duration? {
        guard left > .zero else { return nil }
        hasWaited = true
        let next = min(pause, left)
        left -= next
        pause = min(pause * 3 / 2, Self.longest)
        return next
    }

    /// How one is answered who finds a fresh value after these pauses.
    var outcome: CacheOutcome { hasWaited ? .wait : .hit }
}
