/// Markup that is written to a page as it is.
///
/// Making one is a promise that nobody's input can act in it, so only code that
/// produces HTML itself should: search for `SafeHTML(` to read every promise.
public struct SafeHTML: Hashable, Sendable {
    /// The markup in UTF-8, as pages are.
    public let utf8: [UInt8]

    /// Promises that `markup` is safe between any two tags.
    public init(trusting markup: String) {
        self.init(trusting: Array(markup.utf8))
    }

    /// Promises that markup in UTF-8 is safe between any two tags.
    public init(trusting utf8: [UInt8]) {
        self.utf8 = utf8
    }
}
