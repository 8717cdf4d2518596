extension Decimal128 {
    /// A number while its text is read.
    struct Digits {
        private(set) var coefficient: UInt128 = 0
        private(set) var exponent = 0

        /// Takes the digits and the point from the front of `rest`.
        init?(_ rest: inout Substring.UTF8View) {
            var hasPoint = false
            var hasDigits = false
            while let character = rest.first {
                if character == UInt8(ascii: "."), !hasPoint {
                    hasPoint = true
                } else if character &- UInt8(ascii: "0") < 10 {
                    hasDigits = true
                    if hasPoint { exponent -= 1 }
                    guard append(character - UInt8(ascii: "0")) else { return nil }
                } else {
                    break
                }
                rest = rest.dropFirst()
            }
            guard hasDigits else { return nil }
        }

        /// Takes an exponent from the front of `rest`, if there is one.
        ///
        /// - Returns: Whether it is well formed.
        mutating func exponent(_ rest: inout Substring.UTF8View) -> Bool {
            guard let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") else { return true }
            rest = rest.dropFirst()
            let isNegative = rest.first == UInt8(ascii: "-")
            if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard !rest.isEmpty else { return false }
            var value = 0
            while let digit = rest.first, digit &- UInt8(ascii: "0") < 10 {
                // Beyond a billion one is as far out of reach as the next.
                value = min(value * 10 + Int(digit - UInt8(ascii: "0")), 1_000_000_000)
                rest = rest.dropFirst()
            }
            exponent += isNegative ? -value : value
            return true
        }

        /// Brings the exponent within its bounds, where that changes no digit.
        ///
        /// - Returns: Whether it could.
        mutating func fit() -> Bool {
            if coefficient == 0 {
                exponent = min(max(exponent, minimumExponent), maximumExponent)
            }
            while exponent > maximumExponent, coefficient <= maximumCoefficient / 10 {
                coefficient *= 10
                exponent -= 1
            }
            while exponent < minimumExponent, coefficient.isMultiple(of: 10) {
                coefficient /= 10
                exponent += 1
            }
            return minimumExponent...maximumExponent ~= exponent
        }

        /// Appends a digit.
        ///
        /// - Returns: Whether nothing was lost: behind 34 digits only zeros fit.
        private mutating func append(_ digit: UInt8) -> Bool {
            if coefficient <= maximumCoefficient / 10 {
                coefficient = coefficient * 10 + UInt128(digit)
                return true
            }
            exponent += 1
            return digit == 0
        }
    }
}
