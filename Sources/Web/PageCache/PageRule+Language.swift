extension PageRule {
    /// The language of those on offer that a reader likes best (RFC 4647, section 3.4:
    /// `zh-Hant-TW` finds `zh-Hant`, then `zh`); the site's own if none is liked.
    func language(for header: String?) -> String? {
        guard let own = languages.first else { return nil }
        var best = (quality: 0.0, language: own)
        for member in (header ?? "").split(separator: ",").prefix(32) {
            guard let parsed = HeaderParameters(parsing: member.trimmingSpaces) else { continue }
            let quality = parsed["q"].map { Double($0) ?? 0 } ?? 1
            guard quality > best.quality, let found = offer(for: parsed.value.lowercased()) else {
                continue
            }
            best = (quality, found)
        }
        return best.language
    }

    private func offer(for range: String) -> String? {
        var range = range[...]
        while !range.isEmpty {
            if let found = languages.first(where: { $0.lowercased() == range }) { return found }
            guard let hyphen = range.lastIndex(of: "-") else { return nil }
            range = range[..<hyphen]
        }
        return nil
    }
}
