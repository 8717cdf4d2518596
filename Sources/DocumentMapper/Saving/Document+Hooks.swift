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
    /// The document as it is to be stored: completed by its hook, and checked.
    ///
    /// It is a copy, so that nothing happens to the caller's document if it is refused.
    func prepared() throws(ValidationError) -> Self {
        var copy = self
        try copy.willSave()
        try copy.validate()
        return copy
    }

    /// The document as it is to be stored for the first time.
    func preparedToInsert() throws(ValidationError) -> Self {
        var copy = try prepared()
        let now = Date.storable
        if let created = Self.timestamps?.created { copy[keyPath: created.property] = now }
        if let updated = Self.timestamps?.updated { copy[keyPath: updated.property] = now }
        return copy
    }
}

extension Date {
    /// The time of this program, in the milliseconds that can be stored.
    static var storable: Date { Date(bsonMilliseconds: Date.now.bsonMilliseconds) }
}
