extension Formula where Value == String {
    /// One text followed by another; null if either is missing.
    public static func + (first: Formula, second: Formula) -> Formula {
        Formula("$concat", of: first, second)
    }

    /// The text in small letters, as far as they are ASCII.
    public func lowercased() -> Formula { Formula("$toLower", of: self) }

    /// The text in capital letters, as far as they are ASCII.
    public func uppercased() -> Formula { Formula("$toUpper", of: self) }
}

extension Formula where Value == Double {
    /// How well a document meets ``Filter/search(_:language:caseSensitive:diacriticSensitive:)``.
    public static var textScore: Formula { .raw(["$meta": "textScore"]) }
}
