/// What one text may cost.
public struct MarkdownLimits: Hashable, Sendable {
    /// The most bytes of Markdown accepted.
    public var inputBytes: Int

    /// The most bytes of HTML produced.
    public var outputBytes: Int

    /// How deep blocks and inline marks may lie in each other.
    public var nesting: Int

    /// Creates limits that a long article stays far below.
    public init(inputBytes: Int = 1 << 20, outputBytes: Int = 4 << 20, nesting: Int = 100) {
        self.inputBytes = inputBytes
        self.outputBytes = outputBytes
        self.nesting = nesting
    }
}
