package import BSON

extension Document {
    /// Reads a document and remembers its bytes.
    package static func loaded(from reader: inout BSONReader) throws(BSONError) -> Self {
        var document = try Self(from: &reader)
        document.snapshot = Snapshot(of: reader)
        document.didLoad()
        return document
    }

    /// Reads a document that is remembered already.
    package init(stored: BSONDocument) throws(BSONError) {
        var reader = BSONReader(stored.bytes.span)
        try self.init(from: &reader)
        snapshot = Snapshot(of: stored)
        didLoad()
    }

    /// The version, if the model counts saves.
    var version: Int? {
        get { Self.versionField.map { self[keyPath: $0.property] } }
        set {
            guard let field = Self.versionField, let newValue else { return }
            self[keyPath: field.property] = newValue
        }
    }
}
