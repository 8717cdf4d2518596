import BSON

/// The remainder of a division of a number that is stored.
public struct Remainder<Root, Value: BinaryInteger>: Sendable {
    let path: String
    let divisor: Int64

    /// Matches documents with the remainder.
    public static func == (remainder: Remainder, value: Value) -> Filter<Root> {
        Filter(remainder.path, "$mod", [remainder.divisor, Int64(clamping: value)])
    }
}
