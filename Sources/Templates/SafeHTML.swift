/// Markup that is written to a page as it is.
///
/// Making one is a promise that nobody's input can act in it, so only code that
/// produces HTML itself should: search for `SafeHTML(` to read every promise.
public struct SafeHTML: Hashable, Sendable {
    /// The markup.
    public let markup: String

    /// Promises that `markup` is safe between any two tags.
    public init(trusting markup: String) {
        self.markup = markup
    }
}
