/// A decimal number of 34 digits, as its sixteen bytes.
///
///     let price = Decimal128("19.90")
///
/// The bytes pass through unchanged, and nothing here computes with them beyond
/// putting numbers in order. Two are equal if their bytes are, so `1.0` and `1.00`
/// differ.
public struct Decimal128: Hashable, Sendable {
    /// The sign, the exponent and the upper digits.
    public let high: UInt64

    /// The lower digits.
    public let low: UInt64

    /// Creates a number from its IEEE 754 encoding, in binary integer decimal form.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension Decimal128: BSONCodable {
    /// Reads a decimal number.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public init(from reader: inout BSONReader) throws(BSONError) { self = try reader.decimal128() }

    /// Writes a decimal number.
    public func write(to writer: inout BSONWriter) { writer.decimal128(self) }
}
