/// The least and the greatest that a rule allows.
public struct Limits<Bound: Comparable> {
    /// The least, if there is one.
    public let minimum: Bound?

    /// The greatest, if there is one.
    public let maximum: Bound?

    /// Whether the greatest itself is refused, as that of `0..<1` is.
    public let excludesMaximum: Bool

    init(minimum: Bound? = nil, maximum: Bound? = nil, excludesMaximum: Bool = false) {
        self.minimum = minimum
        self.maximum = maximum
        self.excludesMaximum = excludesMaximum
    }
}

/// A range as a rule is given it: `1...200`, `0...`, `...10`, `0..<1`.
public protocol LimitingRange<Bound> {
    /// What is compared.
    associatedtype Bound: Comparable

    /// The ends of the range.
    var limits: Limits<Bound> { get }
}

extension ClosedRange: LimitingRange {
    /// Both ends, included.
    public var limits: Limits<Bound> { Limits(minimum: lowerBound, maximum: upperBound) }
}

extension Range: LimitingRange {
    /// Both ends, the upper one excluded.
    public var limits: Limits<Bound> {
        Limits(minimum: lowerBound, maximum: upperBound, excludesMaximum: true)
    }
}

extension PartialRangeFrom: LimitingRange {
    /// The lower end.
    public var limits: Limits<Bound> { Limits(minimum: lowerBound) }
}

extension PartialRangeThrough: LimitingRange {
    /// The upper end, included.
    public var limits: Limits<Bound> { Limits(maximum: upperBound) }
}

extension PartialRangeUpTo: LimitingRange {
    /// The upper end, excluded.
    public var limits: Limits<Bound> { Limits(maximum: upperBound, excludesMaximum: true) }
}

extension Limits: Sendable where Bound: Sendable {}
