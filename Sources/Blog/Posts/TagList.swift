/// The tags of a post, as people type them: separated by commas.
struct TagList: Hashable, Sendable {
    /// The most tags that one post carries.
    static let maximumCount = 20

    /// The longest tag in characters.
    static let maximumLength = 40

    /// The tags in the order they were typed, each once.
    let tags: [String]

    init(_ tags: [String]) {
        self.tags = tags
    }

    /// Reads tags from a form field: trimmed, lowercased, without duplicates.
    ///
    /// Both the ASCII comma and the commas of Chinese and Japanese separate.
    init(typed text: String) {
        var tags: [String] = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == "，" || $0 == "、" }) {
            // One too many is enough to say so.
            if tags.count > TagList.maximumCount { break }
            let tag = String(part).oneLine.lowercased()
            if !tag.isEmpty, !tags.contains(tag) { tags.append(tag) }
        }
        self.tags = tags
    }

    /// The tags as a form field shows them.
    var typed: String { tags.joined(separator: ", ") }

    /// What is wrong with the tags, or `nil`.
    var problem: String? {
        if tags.count > TagList.maximumCount {
            return "Use at most \(TagList.maximumCount) tags."
        }
        if let long = tags.first(where: { $0.exceeds(TagList.maximumLength) }) {
            return
                "“\(long.prefix(20))…” is too long: a tag has at most \(TagList.maximumLength) characters."
        }
        if tags.contains(where: { $0 == "." || $0 == ".." }) {
            return "“.” and “..” cannot be part of an address."
        }
        if let slashed = tags.first(where: { $0.contains("/") }) {
            return "“\(slashed)” cannot be part of an address: leave out the slash."
        }
        return nil
    }
}
