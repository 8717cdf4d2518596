/// Every step of a pattern that the text so far may have led to, all at once.
///
/// There are never more of them than the pattern has steps, which is what bounds the
/// time; an engine that tries one way after another has no such bound.
struct PatternStates {
    private let program: [PatternStep]

    /// The steps that wait for a character.
    private var waiting: [Int] = []

    /// The steps to look at before the next character.
    private var pending: [Int] = []

    /// Where each step was last looked at, so that it is looked at once.
    private var visits: [Int]
    private var time = 0

    init(_ program: [PatternStep]) {
        self.program = program
        visits = Array(repeating: -1, count: program.count)
    }

    /// Starts the pattern here too, and goes on as far as no character is needed.
    ///
    /// - Returns: Whether the pattern was found.
    mutating func begin(isAtStart: Bool, isAtEnd: Bool) -> Bool {
        pending.append(0)
        waiting.removeAll(keepingCapacity: true)
        while let step = pending.popLast() {
            guard visits[step] != time else { continue }
            visits[step] = time
            switch program[step] {
            case .found: return true
            case .scalars: waiting.append(step)
            case .start: if isAtStart { pending.append(step + 1) }
            case .end: if isAtEnd { pending.append(step + 1) }
            case .jump(let target): pending.append(target)
            case .either(let first, let second):
                pending.append(second)
                pending.append(first)
            }
        }
        return false
    }

    /// Keeps the steps that the character leads on from.
    mutating func advance(over scalar: UInt32) {
        time += 1
        for step in waiting {
            if case .scalars(let set) = program[step], set.contains(scalar) {
                pending.append(step + 1)
            }
        }
    }
}
