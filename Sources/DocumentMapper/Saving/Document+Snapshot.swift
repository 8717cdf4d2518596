package import BSON
import FoundationEssentials

extension Document {
    /// Reads a document and remembers its bytes: a copy of them, if they are not given.
    package static func loaded(
        from reader: inout BSONReader, as stored: BSONDocument? = nil
    ) throws(BSONError) -> Self {
        let calls = InitialValue.calls
        var document: Self
        do throws(BSONError) {
            document = try Self(from: &reader)
        } catch {
            return try upgraded(try reader.document(), orElse: error)
        }
        let isInvented = InitialValue.wasCalled(after: calls)
        document.snapshot = stored.map(Snapshot.init(of:)) ?? Snapshot(of: reader)
        document.didLoad()
        // The value of the moment must not pass for a change when the document is saved.
        if isInvented {
            document.snapshot.base = try BSONDocument(encoding: document)
        }
        return document
    }

    /// Reads a document that is remembered already.
    package init(stored: BSONDocument) throws(BSONError) {
        var reader = BSONReader(stored.bytes.span)
        self = try Self.loaded(from: &reader, as: stored)
    }

    /// Reads a document that only an upgrade makes readable.
    ///
    /// - Throws: `error` if the upgrade changes nothing.
    private static func upgraded(
        _ stored: BSONDocument, orElse error: BSONError
    ) throws(BSONError) -> Self {
        var current = stored
        try upgrade(&current)
        guard current != stored else { throw error }
        var reader = BSONReader(current.bytes.span)
        var document = try Self(from: &reader)
        document.snapshot = Snapshot(of: stored)
        document.didLoad()
        let base = try BSONDocument(encoding: document)
        document.snapshot.base = base
        // What the upgrade changed counts as a change, to be stored with the next save.
        var outdated = base
        for key in Set(stored.keys + current.keys) where stored[key] != current[key] {
            outdated[key] = stored[key]
        }
        document.snapshot.outdated = outdated
        return document
    }

    /// The document with what is the mapper's own, the version and the time of the last
    /// change, as in what the model has written before.
    ///
    /// - Throws: `BSONError` if one is something else there.
    func restoringOwn(of base: BSONDocument) throws(BSONError) -> Self {
        var copy = self
        var reader = BSONReader(base.bytes.span)
        if let field = Self.versionField, let version = try reader.value(forKey: field.key) as Int?
        {
            copy.version = version
        }
        if let updated = Self.timestamps?.updated,
            let time = try reader.value(forKey: updated.key) as Date?
        {
            copy[keyPath: updated.property] = time
        }
        return copy
    }

    /// Reads back a document that the model has just written.
    init(written: BSONDocument) throws(BSONError) {
        try self.init(stored: written)
        // Most models write again what they have read, but a missing value may have become
        // its default.
        let again = try BSONDocument(encoding: self, capacity: written.bytes.count)
        if again == written { snapshot.base = written }
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
