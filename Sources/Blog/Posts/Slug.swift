/// The part of a post's address that people read: `/posts/{slug}`.
///
/// Letters of every script are kept, because `/posts/墨与纸` says more to its
/// readers than a transliteration.
struct Slug: Hashable, Sendable {
    /// The longest slug in characters, before a number is added.
    static let maximumLength = 80

    /// The longest slug in bytes: one character may be thousands of bytes long.
    static let maximumBytes = 240

    /// The text as it is stored and as the address shows it, percent-decoded.
    let text: String

    /// Makes a slug from a title; one without a letter or digit gives `post`.
    init(title: String) {
        var text = ""
        var wantsHyphen = false
        var length = 0
        for character in title.lowercased() {
            guard length < Slug.maximumLength,
                text.utf8.count + character.utf8.count <= Slug.maximumBytes
            else { break }
            length += 1
            if character.isLetter || character.isNumber {
                if wantsHyphen, !text.isEmpty { text.append("-") }
                text.append(character)
                wantsHyphen = false
            } else if !Slug.joiners.contains(character) {
                wantsHyphen = true
            }
        }
        self.text = text.isEmpty ? "post" : text
    }

    private init(text: String) {
        self.text = text
    }

    /// Marks that join what stands around them: "don't" becomes `dont`.
    private static let joiners: Set<Character> = ["'", "’"]

    /// The slug for the post that is the `number`th with this title.
    func numbered(_ number: Int) -> Slug {
        number < 2 ? self : Slug(text: "\(text)-\(number)")
    }
}
