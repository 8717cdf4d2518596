import TestSupport

extension RawResponse {
    /// The messages about what just happened, as the page has them.
    var flashes: [String] {
        text.split(separator: "<p class=\"flash ").dropFirst().compactMap { part in
            part.split(separator: "</p>").first?.split(separator: ">", maxSplits: 1).last
                .map(String.init)
        }
    }

    /// The titles that a list of posts shows, in order.
    var titles: [String] {
        text.split(separator: "<h2><a href=\"").dropFirst().compactMap { part in
            part.split(separator: "</a>").first?.split(separator: ">", maxSplits: 1).last
                .map(String.init)
        }
    }

    /// The address of the older posts.
    var olderAddress: String? {
        guard let link = text.firstRange(of: "class=\"pager-older\" href=\"") else { return nil }
        return String(text[link.upperBound...].prefix { $0 != "\"" })
    }

    /// The addresses of the picture, smallest first.
    var pictureAddresses: [String] {
        guard let set = text.firstRange(of: "srcset=\"") else { return [] }
        return text[set.upperBound...].prefix { $0 != "\"" }.split(separator: ", ")
            .compactMap { $0.split(separator: " ").first.map(String.init) }
    }
}

extension RawResponse {
    /// Whether the body holds the bytes of a text.
    ///
    /// Text is compared by byte, because to Swift `<` and a combining mark are
    /// another character than `<`, and to a browser they are not.
    func holds(_ text: String) -> Bool {
        body.firstRange(of: Array(text.utf8)) != nil
    }
}
