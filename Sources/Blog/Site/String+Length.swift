extension String {
    /// Whether the text is longer than a number of characters.
    ///
    /// A character may carry thousands of combining marks, so bytes are counted
    /// too: four for each, the most that one code point takes in UTF-8.
    func exceeds(_ maximum: Int) -> Bool {
        utf8.count > 4 * maximum || count > maximum
    }

    /// The words of a one-line field, with single spaces and none around them.
    var oneLine: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
