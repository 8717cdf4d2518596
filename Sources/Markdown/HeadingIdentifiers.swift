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
        var slug = String.UnicodeScalarView()
        var pendingHyphen = false
        for scalar in heading.lowercased().unicodeScalars where slug.count < 80 {
            switch scalar.properties.generalCategory {
            case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter,
                .otherLetter, .decimalNumber, .letterNumber, .otherNumber:
                if pendingHyphen { slug.append("-") }
                pendingHyphen = false
                slug.append(scalar)
            case .nonspacingMark, .spacingMark, .enclosingMark:
                // A mark belongs to the letter before it.
                if !pendingHyphen, !slug.isEmpty { slug.append(scalar) }
            default:
                pendingHyphen = !slug.isEmpty
            }
        }
        return slug.isEmpty ? "section" : String(slug)
    }
}
