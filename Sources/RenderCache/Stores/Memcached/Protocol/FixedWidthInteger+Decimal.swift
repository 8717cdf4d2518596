extension FixedWidthInteger {
    /// The number that decimal digits write, and nothing but digits; `nil` if it is too large.
    init?(decimal digits: some Collection<UInt8>) {
        guard !digits.isEmpty else { return nil }
        self = 0
        for digit in digits {
            guard let value = Self(exactly: digit &- UInt8(ascii: "0")), value < 10 else {
                return nil
            }
            let (shifted, overflow) = multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(value)
            guard !overflow, !carry else { return nil }
            self = sum
        }
    }
}
