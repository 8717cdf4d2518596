public import BSON

/// A number that the server computes with.
public protocol NumberValue: BSONEncodable {
    /// Creates the number that is nearest to an integer.
    init(_ value: Int)
}

extension Int: NumberValue {}

extension Int32: NumberValue {}

extension Int64: NumberValue {}

extension Double: NumberValue {}

extension Float: NumberValue {}

extension Decimal128: NumberValue {}
