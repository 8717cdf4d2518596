import BSON
import FoundationEssentials

extension Document {
    /// Changes nothing.
    public mutating func willSave() {}

    /// Does nothing.
    public func didSave() {}

    /// Does nothing.
    public func willDelete() {}

    /// Does nothing.
    public func didDelete() {}

    /// Changes nothing.
    public mutating func didLoad() {}
}

extension Document {
    /// The document as it is to be stored: completed by its hook, with the time, and
    /// checked.
    ///
    /// It is a copy, so that nothing happens to the caller's document if it is refused.
    func prepared(isNew: Bool) throws(ValidationError) -> Self {
        var copy = self
        try copy.willSave()
        let now = Date(bsonMilliseconds: Date.now.bsonMilliseconds)
        if isNew, let created = Self.timestamps?.created { copy[keyPath: created.property] = now }
        if let updated = Self.timestamps?.updated { copy[keyPath: updated.property] = now }
        try copy.validate()
        return copy
    }
}
