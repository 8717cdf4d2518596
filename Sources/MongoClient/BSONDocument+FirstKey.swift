import BSON

extension BSONDocument {
    /// The first key, which names a command and tells an update from a replacement.
    var firstKey: String? {
        var reader = BSONReader(bytes.span)
        return try? reader.next()?.key()
    }
}
