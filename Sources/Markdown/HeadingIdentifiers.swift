/// Names headings so that an address can point at them.
struct HeadingIdentifiers {
    private var used: Set<String> = []
    private var next: [String: Int] = [:]

    /// Returns an identifier made of the letters and digits of `heading`, in any
    /// script, that no earlier heading got.
    mutating func identifier(for heading: String) -> String {
        let slug = Self.slug(heading)
        guard !used.insert(slug).inserted else { return slug }
        var number = next[slug] ?? 2
        while !used.insert("\(slug)-\(number)").inserted { number += 1 }
        next[slug] = number + 1
        return "\(slug)-\(number)"
    }

    private static func slug(_ heading: String) -> String {
        var slug = Slug()
        for scalar in heading.unicodeScalars where slug.hasRoom {
            switch scalar {
            // Most of them, without a look into Unicode's tables.
            case "a"..."z", "0"..."9": slug.append(letter: CollectionOfOne(scalar))
            case "A"..."Z", "\u{80}"...: slug.append(scalar)
            default: slug.endWord()
            }
        }
        return slug.text
    }

    /// What becomes of a heading, word by word.
    private struct Slug {
        private var scalars = String.UnicodeScalarView()
        // The view would count itself from the start.
        private var count = 0
        private var isBetweenWords = false

        var hasRoom: Bool { count < 80 }
        var text: String { scalars.isEmpty ? "section" : String(scalars) }

        /// Appends what is part of a word, as small letters.
        mutating func append(_ scalar: Unicode.Scalar) {
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .letterNumber:
                append(letter: scalar.properties.lowercaseMapping.unicodeScalars)
            case .modifierLetter, .otherLetter, .decimalNumber, .otherNumber:
                append(letter: CollectionOfOne(scalar))
            case .nonspacingMark, .spacingMark, .enclosingMark:
                // A mark belongs to the letter before it.
                guard !isBetweenWords, count > 0 else { return }
                scalars.append(scalar)
                count += 1
            default: endWord()
            }
        }

        mutating func append(letter: some Collection<Unicode.Scalar>) {
            if isBetweenWords { scalars.append("-") }
            count += letter.count + (isBetweenWords ? 1 : 0)
            isBetweenWords = false
            scalars.append(contentsOf: letter)
        }

        mutating func endWord() {
            isBetweenWords = count > 0
        }
    }
}
