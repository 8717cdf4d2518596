import BSON

extension Filter {
    /// Matches documents in which words are found by the text index of the collection.
    ///
    ///     posts.find { $0.status == .published && .search("ink stone") }
    ///         .sort { _ in .textScore }
    ///
    /// A document matches if it has one of the words, in any form that the language
    /// gives it. `"in quotation marks"` finds a phrase and `-word` leaves out documents
    /// with the word, so what a visitor types can be given to it as it is.
    ///
    /// The language, such as `german` or `none`, is that of the index unless told
    /// otherwise.
    public static func search(
        _ words: String, language: String? = nil, caseSensitive: Bool = false,
        diacriticSensitive: Bool = false
    ) -> Filter {
        var text: BSONDocument = ["$search": .string(words)]
        if let language { text.append("$language", language) }
        if caseSensitive { text.append("$caseSensitive", true) }
        if diacriticSensitive { text.append("$diacriticSensitive", true) }
        return Filter("$text", operand: .success(.document(text)))
    }
}
