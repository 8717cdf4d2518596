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
            case "a"..."z", "0"..."9": slug.append(letter: scalar)
            case "A"..."Z", "\u{80}"...: slug.append(scalar)
            default: slug.endWord()
            }
        }
        return slug.text
    }

    /// What becomes of a heading, word by word.
    private struct Slug {
        // A view of scalars would take many times as long to grow.
        private var bytes: [UInt8] = []
        private var count = 0
        private var isBetweenWords = false

        var hasRoom: Bool { count < 80 }
        var text: String { bytes.isEmpty ? "section" : String(decoding: bytes, as: UTF8.self) }

        /// Appends what is part of a word, as small letters.
        mutating func append(_ scalar: Unicode.Scalar) {
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .letterNumber:
                let letters = scalar.properties.lowercaseMapping.unicodeScalars
                for letter in letters { append(letter: letter) }
            case .modifierLetter, .otherLetter, .decimalNumber, .otherNumber:
                append(letter: scalar)
            case .nonspacingMark, .spacingMark, .enclosingMark:
                // A mark belongs to the letter before it.
                guard !isBetweenWords, count > 0 else { return }
                put(scalar)
            default: endWord()
            }
        }

        mutating func append(letter: Unicode.Scalar) {
            if isBetweenWords { put("-") }
            isBetweenWords = false
            put(letter)
        }

        mutating func endWord() {
            isBetweenWords = count > 0
        }

        private mutating func put(_ scalar: Unicode.Scalar) {
            if scalar.isASCII {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                bytes.append(contentsOf: scalar.utf8)
            }
            count += 1
        }
    }
}
