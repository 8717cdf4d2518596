/// A message for the next page a visitor sees, shown once.
public struct Flash: Hashable, Sendable {
    /// The longest text that is kept.
    static let longestText = 500

    /// The most messages that wait for one visitor.
    static let mostWaiting = 20

    /// The words, as plain text.
    public let text: String

    /// What kind of message it is.
    public let category: FlashCategory

    /// Makes a message.
    public init(text: String, category: FlashCategory) {
        self.text = text
        self.category = category
    }
}
