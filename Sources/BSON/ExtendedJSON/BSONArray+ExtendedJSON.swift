extension BSONArray {
    /// Creates an array from Extended JSON, canonical or relaxed.
    ///
    /// - Throws: ``BSONError`` that says where the text is wrong, or that it is
    ///   no array.
    public init(extendedJSON text: String) throws(BSONError) {
        guard case .array(let array) = try BSONValue(extendedJSON: text) else {
            throw BSONError(.invalidJSON(expected: "an array", offset: 0))
        }
        self = array
    }

    /// Returns the array as Extended JSON on one line.
    public func extendedJSON(_ format: ExtendedJSONFormat = .relaxed) -> String {
        BSONValue.array(self).extendedJSON(format)
    }
}

extension BSONArray: CustomStringConvertible {
    /// The array as relaxed Extended JSON.
    public var description: String { extendedJSON() }
}
