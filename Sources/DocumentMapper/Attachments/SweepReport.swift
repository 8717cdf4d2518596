/// What a sweep of attachments has done.
public struct SweepReport: Hashable, Sendable {
    /// How many loose files were deleted.
    public internal(set) var files = 0

    /// How many files were deleted of which there were only chunks.
    public internal(set) var strayFiles = 0

    /// How many files are loose now that belonged to documents which are gone, or do
    /// not refer to them.
    public internal(set) var loosened = 0

    package init() {}
}
