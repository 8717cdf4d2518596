extension BSONEncodable where Self: RawRepresentable, RawValue: BSONEncodable {
    /// Writes the raw value.
    @inlinable
    public func write(to writer: inout BSONWriter) {
        rawValue.write(to: &writer)
    }
}

extension BSONDecodable where Self: RawRepresentable, RawValue: BSONDecodable {
    /// Reads a raw value.
    ///
    /// - Throws: ``BSONError`` if the value is something else, or none that the
    ///   type knows.
    @inlinable
    public init(from reader: inout BSONReader) throws(BSONError) {
        guard let value = Self(rawValue: try RawValue(from: &reader)) else {
            throw BSONError(.unexpectedValue(expected: "\(Self.self)"))
        }
        self = value
    }
}
