import BSON

extension BSONValue {
    /// The value as one would write it in JSON, not too long.
    var words: String { extendedJSON().trimmed }

    /// Reads bytes from text such as `"12ab"`.
    ///
    /// - Throws: ``Failure`` if it is something else.
    func hexadecimalBytes() throws -> [UInt8] {
        guard let digits = string?.utf8.map({ $0 }), digits.count.isMultiple(of: 2) else {
            throw Failure("\(self) is not hexadecimal")
        }
        return try stride(from: 0, to: digits.count, by: 2).map { index in
            let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else {
                throw Failure("\(self) is not hexadecimal")
            }
            return byte
        }
    }
}

extension BSONDocument {
    /// The document as one would write it in JSON, not too long.
    var words: String { extendedJSON().trimmed }
}

extension String {
    fileprivate var trimmed: String {
        count > 400 ? prefix(400) + "…" : self
    }
}
