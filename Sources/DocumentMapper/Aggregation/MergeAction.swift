/// What becomes of a document that is there already.
public enum MergeAction: String, Sendable, CaseIterable {
    /// The new one takes its place.
    case replace
    /// The fields of the new one are written into it.
    case merge
    /// It stays.
    case keepExisting
    /// Nothing more is written.
    case fail
}
