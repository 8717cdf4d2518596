extension Decimal128: Comparable {
    /// Compares numbers as MongoDB sorts them: what is no number comes first.
    ///
    /// Numbers that differ in trailing zeros alone are not equal here, so their
    /// bytes put them in order.
    public static func < (left: Decimal128, right: Decimal128) -> Bool {
        if left.isLess(than: right) { return true }
        if right.isLess(than: left) { return false }
        return (left.high, left.low) < (right.high, right.low)
    }

    /// Whether it is less as a number, whatever zeros either ends with.
    package func isLess(than other: Decimal128) -> Bool {
        guard rank == other.rank else { return rank < other.rank }
        return switch rank {
        case .negative: other.isNearer(than: self)
        case .positive: isNearer(than: other)
        default: false
        }
    }

    private enum Rank: Int, Comparable {
        case notANumber, negativeInfinity, negative, zero, positive, positiveInfinity

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    private var rank: Rank {
        if isNaN { return .notANumber }
        if isInfinite { return isNegative ? .negativeInfinity : .positiveInfinity }
        if coefficient == 0 { return .zero }
        return isNegative ? .negative : .positive
    }

    /// Returns whether the number, which is finite and not zero, is nearer to zero.
    private func isNearer(than other: Decimal128) -> Bool {
        aligned < other.aligned
    }

    /// The number with as many digits as there can be.
    private var aligned: (exponent: Int, coefficient: UInt128) {
        var exponent = exponent
        var coefficient = coefficient
        while coefficient <= Self.maximumCoefficient / 10 {
            coefficient *= 10
            exponent -= 1
        }
        return (exponent, coefficient)
    }
}

extension Decimal128: ExpressibleByIntegerLiteral {
    /// Creates a whole number.
    public init(_ value: Int) {
        self.init(
            isNegative: value < 0, exponent: 0, coefficient: UInt128(value.magnitude))
    }

    /// Creates a whole number.
    public init(integerLiteral value: Int) { self.init(value) }
}
