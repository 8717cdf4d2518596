/// What `findAndModify` does beyond finding, with the driver's numbers.
struct FindAndModifyFlags: OptionSet, Sendable {
    let rawValue: UInt32

    static let remove = FindAndModifyFlags(rawValue: 1 << 0)
    static let upsert = FindAndModifyFlags(rawValue: 1 << 1)
    static let returnNew = FindAndModifyFlags(rawValue: 1 << 2)
}

extension FindAndModifyFlags {
    /// The flags of a change.
    init(_ returning: ReturnedDocument, upsert: Bool) {
        self = returning == .after ? .returnNew : []
        if upsert { insert(.upsert) }
    }
}
