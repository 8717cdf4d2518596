extension Decimal128 {
    /// The largest coefficient: 34 nines.
    static let maximumCoefficient: UInt128 = 9_999_999_999_999_999_999_999_999_999_999_999

    /// The power of ten that an exponent field of zero stands for.
    static let minimumExponent = -6176

    /// The largest power of ten.
    static let maximumExponent = 6111

    /// Whether the number is negative; zero and infinity have signs too.
    public var isNegative: Bool { high >> 63 == 1 }

    /// Whether this is not a number.
    public var isNaN: Bool { high >> 58 & 0x1F == 0x1F }

    /// Whether the number is infinite.
    public var isInfinite: Bool { high >> 58 & 0x1F == 0x1E }

    /// The power of ten, of a number that is finite.
    var exponent: Int {
        let isLarge = high >> 61 & 3 == 3
        return Int(high >> (isLarge ? 47 : 49) & 0x3FFF) + Self.minimumExponent
    }

    /// The digits, of a number that is finite.
    ///
    /// IEEE 754 wants digits beyond the largest to count as zero.
    var coefficient: UInt128 {
        guard high >> 61 & 3 != 3 else { return 0 }
        let digits = UInt128(high & 0x1_FFFF_FFFF_FFFF) << 64 | UInt128(low)
        return digits > Self.maximumCoefficient ? 0 : digits
    }

    init(isNegative: Bool, exponent: Int, coefficient: UInt128) {
        self.init(
            high: (isNegative ? 1 << 63 : 0) | UInt64(exponent - Self.minimumExponent) << 49
                | UInt64(truncatingIfNeeded: coefficient >> 64),
            low: UInt64(truncatingIfNeeded: coefficient))
    }
}

extension Decimal128: LosslessStringConvertible {
    /// Creates the number that a text says, such as `"12.50"`, `"1E-9"` or `"NaN"`.
    ///
    /// Trailing zeros are kept: they tell how exact the number is. One that the
    /// type could only round is refused, so nothing is lost unseen.
    public init?(_ text: String) {
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        switch String(Substring(rest)).lowercased() {
        case "nan": self.init(high: 0x7C00 << 48, low: 0)
        case "inf", "infinity": self.init(high: (isNegative ? 0xF800 : 0x7800) << 48, low: 0)
        default:
            guard var digits = Digits(&rest) else { return nil }
            guard digits.exponent(&rest), rest.isEmpty, digits.fit() else { return nil }
            self.init(
                isNegative: isNegative, exponent: digits.exponent,
                coefficient: digits.coefficient)
        }
    }

    /// The number as the specification of BSON's decimals writes it: plain near
    /// one, and with an exponent elsewhere.
    public var description: String {
        if isNaN { return "NaN" }
        let sign = isNegative ? "-" : ""
        if isInfinite { return "\(sign)Infinity" }
        let digits = String(coefficient)
        let adjusted = exponent + digits.utf8.count - 1
        if exponent > 0 || adjusted < -6 {
            let fraction = digits.dropFirst()
            return sign + digits.prefix(1) + (fraction.isEmpty ? "" : ".\(fraction)")
                + (adjusted < 0 ? "E\(adjusted)" : "E+\(adjusted)")
        }
        if exponent == 0 { return sign + digits }
        let padded = String(repeating: "0", count: max(0, -adjusted)) + digits
        return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
    }
}
