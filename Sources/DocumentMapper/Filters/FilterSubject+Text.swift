public import BSON

extension FilterSubject where Value: TextValue {
    /// Matches text that begins with the prefix.
    ///
    /// An index on the field serves it while it minds case.
    public func hasPrefix(_ prefix: String, ignoringCase: Bool = false) -> Filter<Root> {
        matches(.init("^" + prefix.escapedForPattern, options: ignoringCase ? "i" : ""))
    }

    /// Matches text that ends with the suffix.
    ///
    /// No index serves it.
    public func hasSuffix(_ suffix: String, ignoringCase: Bool = false) -> Filter<Root> {
        // `$` would also match before a line feed at the end.
        matches(.init(suffix.escapedForPattern + "\\z", options: ignoringCase ? "i" : ""))
    }

    /// Matches text with the other text in it.
    ///
    /// No index serves it; to find words in many documents, use
    /// ``Filter/search(_:language:caseSensitive:diacriticSensitive:)``.
    public func contains(_ text: String, ignoringCase: Bool = false) -> Filter<Root> {
        matches(.init(text.escapedForPattern, options: ignoringCase ? "i" : ""))
    }

    /// Matches text that a pattern finds something in.
    ///
    /// The server obeys the pattern: one that a visitor chose may take it very long.
    ///
    ///     posts.find { $0.slug.matches(BSONRegularExpression("^[a-z-]+$")) }
    public func matches(_ pattern: BSONRegularExpression) -> Filter<Root> {
        filter("$regex", pattern)
    }
}

extension String {
    /// The text with a backslash before each character that means something in
    /// a pattern.
    fileprivate var escapedForPattern: String {
        var escaped = ""
        for character in unicodeScalars {
            if character.isASCII, !character.properties.isAlphabetic,
                character.properties.numericType == nil
            {
                escaped.unicodeScalars.append("\\")
            }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}
