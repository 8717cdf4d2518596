public import struct FoundationEssentials.Date

extension Date {
    /// Creates a date from the milliseconds since 1970 that BSON holds.
    public init(bsonMilliseconds milliseconds: Int64) {
        let (shifted, overflow) = milliseconds.subtractingReportingOverflow(Self.epochMilliseconds)
        let whole = overflow ? milliseconds : shifted
        self.init(timeIntervalSinceReferenceDate: Double(whole) / 1000)
    }

    /// The milliseconds since 1970, truncated towards the past.
    ///
    /// `Date` counts in fractions of two, which miss most milliseconds by a
    /// little: what lies as near below a millisecond as the type can tell is that
    /// millisecond, so a date that was read is written as it was. Dates beyond
    /// what 64 bits can say become the first or the last they can.
    public var bsonMilliseconds: Int64 {
        let exact = timeIntervalSinceReferenceDate * 1000
        let nearest = exact.rounded()
        let error = timeIntervalSinceReferenceDate.ulp * 1000
        let whole = abs(exact - nearest) <= error ? nearest : exact.rounded(.down)
        guard let shifted = Int64(exactly: whole) else { return whole > 0 ? .max : .min }
        let (milliseconds, overflow) = shifted.addingReportingOverflow(Self.epochMilliseconds)
        return overflow ? .max : milliseconds
    }

    /// The milliseconds from 1970 to the reference date, in 2001.
    private static let epochMilliseconds: Int64 = 978_307_200_000
}

extension Date: BSONCodable {
    /// Reads a date.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        self.init(bsonMilliseconds: try reader.dateMilliseconds())
    }

    /// Writes a date, truncated to milliseconds.
    public func write(to writer: inout BSONWriter) {
        writer.date(milliseconds: bsonMilliseconds)
    }
}
