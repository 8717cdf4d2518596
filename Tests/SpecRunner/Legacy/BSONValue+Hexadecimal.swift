import BSON

extension BSONValue {
    /// The value with `{"$hex": "12ab"}`, as the tests of GridFS write bytes, read.
    ///
    /// - Throws: ``Failure`` if the digits are wrong.
    func withBinaries() throws -> BSONValue {
        switch self {
        case .document(let document):
            if document.keys == ["$hex"], let digits = document["$hex"] {
                return .binary(BSONBinary(try digits.hexadecimalBytes()))
            }
            return .document(
                try BSONDocument(pairs: document.map { ($0.key, try $0.value.withBinaries()) }))
        case .array(let values): return .array(BSONArray(try values.map { try $0.withBinaries() }))
        default: return self
        }
    }
}
