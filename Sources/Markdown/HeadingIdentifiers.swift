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

    private static let longestSlug = 80

    private static func slug(_ heading: String) -> String {
        var slug = String.UnicodeScalarView()
        // The view would count itself from the start.
        var count = 0
        var pendingHyphen = false
        for scalar in heading.lowercased().unicodeScalars where count < longestSlug {
            switch kind(of: scalar) {
            case .letter:
                if pendingHyphen {
                    slug.append("-")
                    count += 1
                }
                pendingHyphen = false
                slug.append(scalar)
                count += 1
            case .mark where !pendingHyphen && count > 0:
                slug.append(scalar)
                count += 1
            case .mark: break
            case .other: pendingHyphen = count > 0
            }
        }
        return slug.isEmpty ? "section" : String(slug)
    }

    private enum Kind {
        case letter
        /// Belongs to the letter before it.
        case mark
        case other
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar {
        // Most of them, without a look into Unicode's tables.
        case "a"..."z", "0"..."9": return .letter
        case "\0"..."/": return .other
        default: break
        }
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter,
            .otherLetter, .decimalNumber, .letterNumber, .otherNumber:
            return .letter
        case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
        default: return .other
        }
    }
}
