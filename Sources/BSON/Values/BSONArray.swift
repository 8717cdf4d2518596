/// The values of a BSON array.
public struct BSONArray: Hashable, Sendable {
    /// The values.
    public var values: [BSONValue]

    /// Creates an array.
    public init(_ values: some Sequence<BSONValue>) {
        self.values = Array(values)
    }
}

extension BSONArray: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
    /// Creates an empty array.
    public init() { values = [] }

    /// The position of the first value.
    public var startIndex: Int { 0 }

    /// The position behind the last value.
    public var endIndex: Int { values.count }

    /// The value at a position.
    public subscript(index: Int) -> BSONValue {
        get { values[index] }
        set { values[index] = newValue }
    }

    /// Replaces values.
    public mutating func replaceSubrange(
        _ range: Range<Int>, with elements: some Collection<BSONValue>
    ) {
        values.replaceSubrange(range, with: elements)
    }
}

extension BSONArray: ExpressibleByArrayLiteral {
    /// Creates an array.
    public init(arrayLiteral elements: BSONValue...) { values = elements }
}

extension BSONArray: BSONCodable {
    /// Reads an array of values of any type; its keys are taken in order,
    /// whatever they say.
    ///
    /// - Throws: ``BSONError`` if the value is no array, or malformed.
    public init(from reader: inout BSONReader) throws(BSONError) {
        values = try reader.array()
    }

    /// Writes an array.
    public func write(to writer: inout BSONWriter) {
        values.write(to: &writer)
    }
}
