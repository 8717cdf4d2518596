extension Formula where Value == String {
    /// One text followed by another; null if either is missing.
    public static func + (first: Formula, second: Formula) -> Formula {
        Formula("$concat", of: first, second)
    }

    /// The text in small letters, as far as they are ASCII.
    public func lowercased() -> Formula { Formula("$toLower", of: self) }

    /// The text in capital letters, as far as they are ASCII.
    public func uppercased() -> Formula { Formula("$toUpper", of: self) }

    /// The first code points of the text, at most so many; no text if it is missing.
    public func prefix(_ count: Int) -> Formula {
        Formula(
            "$substrCP", of: self, Formula<Root, Int>.literal(0),
            Formula<Root, Int>.literal(Swift.max(count, 0)))
    }
}

extension Formula where Value == Double {
    /// How well a document meets ``Filter/search(_:language:caseSensitive:diacriticSensitive:)``.
    public static var textScore: Formula { .raw(["$meta": "textScore"]) }
}
