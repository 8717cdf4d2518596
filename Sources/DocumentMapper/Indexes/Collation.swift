public import BSON

/// The rules by which text is compared and ordered: those of a language, rather
/// than byte by byte.
///
/// An index serves a query only if both have the same collation.
public struct Collation: Sendable, Hashable {
    /// Which differences between two texts count.
    public enum Strength: Int32, Sendable {
        /// Other letters: `a` is `á` and `A`.
        case letters = 1
        /// Other letters or accents: `a` is `A`, not `á`.
        case accents = 2
        /// Other letters, accents or case.
        case letterCase = 3
    }

    /// The language, as ICU names it: `de`, `fr_CA`, `zh@collation=pinyin`.
    public let locale: String

    /// Which differences count.
    public let strength: Strength

    /// Whether digits are compared as numbers, so that `2` comes before `10`.
    public let comparesNumbers: Bool

    /// Creates the rules of a language.
    public init(_ locale: String, strength: Strength = .letterCase, comparesNumbers: Bool = false) {
        self.locale = locale
        self.strength = strength
        self.comparesNumbers = comparesNumbers
    }

    /// The same text whatever its case, in English order: for names of accounts, say.
    ///
    /// MongoDB has no order that is of no language.
    public static let ignoringCase = Collation("en", strength: .accents)

    /// The rules in MongoDB's own words.
    public var document: BSONDocument {
        var document: BSONDocument = [
            "locale": .string(locale), "strength": .int32(strength.rawValue),
        ]
        if comparesNumbers { document.append("numericOrdering", true) }
        return document
    }
}
