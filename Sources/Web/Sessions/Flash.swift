/// A message for the next page a visitor sees, shown once.
public struct Flash: Hashable, Sendable {
    /// The longest text that is kept, in bytes of UTF-8.
    static let longestText = 1000

    /// The most messages that wait for one visitor.
    ///
    /// With the length of each that bounds what one visitor can make the store hold.
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

    /// The message with no more text than is kept, or `nil` if it is short enough.
    ///
    /// Bytes are counted, because one character may be made of any number of them.
    var shortened: Flash? {
        guard
            var end = text.utf8.index(
                text.startIndex, offsetBy: Self.longestText, limitedBy: text.endIndex),
            end < text.endIndex
        else { return nil }
        while end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return Flash(text: text[..<end] + "…", category: category)
    }
}
