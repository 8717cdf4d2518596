/// What a pattern asks for, as a tree.
indirect enum PatternExpression: Sendable {
    case scalars(ScalarSet)
    case start
    case end
    case sequence([PatternExpression])
    case either([PatternExpression])
    /// So many times at least, and at most, if there is a most.
    case times(PatternExpression, Int, Int?)
}

/// A set of Unicode scalars.
struct ScalarSet: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool {
        ranges.contains { $0.contains(scalar) } != isNegated
    }

    /// Adds what another set holds.
    mutating func formUnion(_ other: ScalarSet) {
        ranges += other.isNegated ? other.complement : other.ranges
    }

    private var complement: [ClosedRange<UInt32>] {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = max(next, range.upperBound + 1)
        }
        gaps.append(next...UInt32.max)
        return gaps
    }

    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let words = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let spaces = ScalarSet(ranges: [0x09...0x0D, 0x20...0x20])
    static let anyButNewline = ScalarSet(ranges: [0x0A...0x0A], isNegated: true)

    /// The set of a letter behind a backslash, such as `\d`.
    init?(escapedBy letter: Unicode.Scalar) {
        switch letter {
        case "d": self = .digits
        case "w": self = .words
        case "s": self = .spaces
        case "D": self = .digits.inverted
        case "W": self = .words.inverted
        case "S": self = .spaces.inverted
        default: return nil
        }
    }

    init(ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    private var inverted: ScalarSet { ScalarSet(ranges: ranges, isNegated: !isNegated) }
}
