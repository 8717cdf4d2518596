public import BSON

extension FilterSubject where Value: BSONEncodable & BinaryInteger {
    /// The remainder of a division, to be compared: `$0.number % 2 == 0`.
    ///
    /// It has the sign of the number, as in Swift.
    public static func % (subject: Self, divisor: Value) -> Remainder<Root, Value> {
        Remainder(path: subject.dottedPath, divisor: Int64(clamping: divisor))
    }

    /// Matches a number of which every bit is set that is set in the mask.
    public func hasBits(all mask: Value) -> Filter<Root> {
        filter("$bitsAllSet", mask)
    }

    /// Matches a number of which a bit is set that is set in the mask.
    public func hasBits(any mask: Value) -> Filter<Root> {
        filter("$bitsAnySet", mask)
    }

    /// Matches a number of which no bit is set that is set in the mask.
    public func hasBits(none mask: Value) -> Filter<Root> {
        filter("$bitsAllClear", mask)
    }
}
