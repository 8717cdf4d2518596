public import BSON

/// A value, and how often it occurs.
public struct Counted<Value: BSONCodable & Sendable>: Embedded {
    /// The value.
    public var value: Value

    /// How often it occurs.
    public var count: Int

    /// The names that later stages know the properties by.
    public struct Fields: Sendable {
        /// The value.
        public let value = Field("_id", \Counted.value)
        /// How often it occurs.
        public let count = Field("count", \Counted.count)
    }

    /// The fields of the struct.
    public static var fields: Fields { Fields() }

    /// Reads what `$sortByCount` makes.
    ///
    /// - Throws: `BSONError` if it is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        value = try reader.require("_id")
        count = try reader.require("count")
    }

    /// Writes it as `$sortByCount` does.
    public func write(to writer: inout BSONWriter) {
        writer.document { writer in
            writer.append("_id", value)
            writer.append("count", count)
        }
    }
}

extension Counted: Equatable where Value: Equatable {}

extension Counted: Hashable where Value: Hashable {}
