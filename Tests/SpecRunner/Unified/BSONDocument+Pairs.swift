import BSON

extension BSONDocument {
    /// Creates a document of keys that are known only now.
    ///
    /// - Throws: `BSONError` if a key contains a NUL.
    init(pairs: some Sequence<(String, BSONValue)>) throws(BSONError) {
        self.init()
        for (key, value) in pairs { try append(key: key, value) }
    }

    /// The document without some keys.
    func without(_ keys: String...) throws(BSONError) -> BSONDocument {
        try BSONDocument(pairs: lazy.filter { !keys.contains($0.key) }.map { ($0.key, $0.value) })
    }
}
