public import BSON

// What `@Document` reads and writes beyond single properties.
extension BSONReader {
    /// Refuses a document that is of another model of its collection.
    ///
    /// - Throws: `BSONError` if `_type` says otherwise, or nothing.
    public mutating func expectType(_ name: StaticString) throws(BSONError) {
        guard try require("_type", as: String.self) == "\(name)" else {
            throw BSONError(.unexpectedValue(expected: "document of type '\(name)'"), path: "_type")
        }
    }

    /// Returns the elements of the document that are under none of the keys.
    ///
    /// - Throws: `BSONError` if the document is malformed.
    public func remainder(besides keys: [String]) throws(BSONError) -> BSONDocument {
        var reader = BSONReader(bytes)
        var remainder = BSONDocument()
        while let element = try reader.next() {
            let key = try element.key()
            guard !keys.contains(key) else { continue }
            var value = element.value
            try remainder.append(key: key, BSONValue(from: &value))
        }
        return remainder
    }
}

extension BSONWriter {
    /// Writes the elements of a document that are under none of the keys.
    public mutating func remainder(_ document: BSONDocument, besides keys: [String]) {
        for (key, value) in document where !keys.contains(key) { append(key: key, value) }
    }
}
