import Markdown

extension Post {
    /// How long an excerpt is at most, in code points.
    static let excerptLength = 240

    /// What lists show of a text.
    static func excerpt(of body: String) -> String {
        MarkdownRenderer().plainText(body, limit: excerptLength)
    }
}
