import BSON

/// A language, by its BCP 47 tag: `en`, `de-CH`, `zh-Hans`.
///
/// Tags are kept in the usual case, so that `DE-ch` and `de-CH` are the same
/// language and the same key in the database.
public struct Language: Hashable, Sendable {
    /// The tag.
    public let tag: String

    /// Reads a tag; `nil` unless it is letters and digits joined by hyphens, of at
    /// most 35 characters (the length that RFC 5646, section 4.4.1, asks every
    /// program to take).
    ///
    /// What passes can be a key in a document and a part of a path to it, whoever
    /// sent it.
    public init?(_ tag: String) {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard tag.utf8.count <= 35,
            parts.allSatisfy({ (1...8).contains($0.utf8.count) && $0.allSatisfy(\.isTagCharacter) }
            ),
            parts[0].allSatisfy(\.isLetter)
        else { return nil }
        self.tag = parts.enumerated()
            .map { Self.inUsualCase($0.element, isFirst: $0.offset == 0) }
            .joined(separator: "-")
    }

    /// Writes a script as `Hans`, a region as `CH` and the rest small (RFC 5646,
    /// section 2.1.1).
    private static func inUsualCase(_ part: Substring, isFirst: Bool) -> String {
        switch part.count {
        case 2 where !isFirst: part.uppercased()
        case 4 where !isFirst && part.allSatisfy(\.isLetter):
            part.prefix(1).uppercased() + part.dropFirst().lowercased()
        default: part.lowercased()
        }
    }

    /// The language and those that include it, the nearest first: `de-CH`, `de`.
    public var withParents: [Language] {
        var languages = [self]
        var rest = tag[...]
        while let end = rest.lastIndex(of: "-") {
            rest = rest[..<end]
            if let parent = Language(String(rest)) { languages.append(parent) }
        }
        return languages
    }
}

extension Language: ExpressibleByStringLiteral {
    /// Creates the language of a tag in the source, which must be well-formed.
    public init(stringLiteral tag: String) {
        let language = Language(tag)
        precondition(language != nil, "not a language tag: \(tag)")
        self = language ?? .undetermined
    }
}

extension Language {
    /// A language that is not known (`und`).
    public static let undetermined = Language(unchecked: "und")

    private init(unchecked tag: String) { self.tag = tag }
}

extension Language: CustomStringConvertible {
    /// The tag.
    public var description: String { tag }
}

extension Character {
    fileprivate var isTagCharacter: Bool { isASCII && (isLetter || isNumber) }
}
