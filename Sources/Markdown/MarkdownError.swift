/// A reason why a text could not be turned into HTML.
public enum MarkdownError: Error, Hashable, Sendable {
    /// The Markdown itself is larger than the limit, in bytes.
    case inputTooLarge(limit: Int)

    /// The HTML grew past the limit, in bytes.
    ///
    /// A few kilobytes of link references can ask for a hundred megabytes.
    case outputTooLarge(limit: Int)

    /// Quotes, lists or emphasis lie deeper in each other than the limit.
    case nestedTooDeeply(limit: Int)

    /// The parser ran out of memory.
    case outOfMemory
}

extension MarkdownError: CustomStringConvertible {
    /// The reason in words for the person who wrote the text.
    public var description: String {
        switch self {
        case .inputTooLarge(let limit):
            "The text is too long: at most \(limit / 1024) KB are allowed."
        case .outputTooLarge(let limit):
            "The text grows too long when shown: at most \(limit / 1024) KB are allowed."
        case .nestedTooDeeply(let limit):
            "Quotes, lists or emphasis are nested deeper than \(limit) levels."
        case .outOfMemory:
            "There is not enough memory to show the text."
        }
    }
}
