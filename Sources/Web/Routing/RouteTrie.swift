/// Finds the pattern that an address matches.
///
/// Literal parts win over variable ones, and those over the rest of an address.
/// Hummingbird's own trie cannot be asked what an address *would* match, which
/// canonical redirects and the methods of a 405 need to know.
struct RouteTrie: Sendable {
    /// What was found.
    struct Match {
        let number: Int
        /// What stands for the variable parts, as it was sent.
        var parameters: [Substring]
    }

    private struct Node: Sendable {
        var literals: [Substring: Int] = [:]
        /// The same, whatever their case.
        var folded: [String: Int] = [:]
        var parameter: Int?
        var rest: Int?
        var number: Int?
    }

    private var nodes = [Node()]

    /// Adds a pattern, by a number; one at the same place is replaced.
    mutating func insert(_ number: Int, at pattern: RoutePattern) {
        var index = 0
        for segment in pattern.segments {
            switch segment {
            case .rest:
                nodes[index].rest = number
                return
            case .parameter:
                let next = nodes[index].parameter ?? addNode()
                nodes[index].parameter = next
                index = next
            case .literal(let text):
                let key = PathSegment.encode(text)[...]
                let next = nodes[index].literals[key] ?? addNode()
                nodes[index].literals[key] = next
                nodes[index].folded[text.lowercased()] = next
                index = next
            }
        }
        nodes[index].number = number
    }

    /// Returns what an address matches to the letter.
    func match(_ parts: [Substring]) -> Match? {
        match(parts[...], at: 0, isLoose: false)
    }

    /// Returns what an address would match if case and percent-encoding of its
    /// literal parts did not count; `parts` are decoded.
    func looseMatch(_ parts: [Substring]) -> Match? {
        match(parts[...], at: 0, isLoose: true)
    }

    private mutating func addNode() -> Int {
        nodes.append(Node())
        return nodes.count - 1
    }

    private func match(_ parts: ArraySlice<Substring>, at index: Int, isLoose: Bool) -> Match? {
        let node = nodes[index]
        guard let part = parts.first, let last = parts.last else {
            return node.number.map { Match(number: $0, parameters: []) }
        }
        if let next = isLoose ? node.folded[part.lowercased()] : node.literals[part],
            let match = match(parts.dropFirst(), at: next, isLoose: isLoose)
        {
            return match
        }
        if let next = node.parameter,
            var match = match(parts.dropFirst(), at: next, isLoose: isLoose)
        {
            match.parameters.insert(part, at: 0)
            return match
        }
        guard let rest = node.rest, !isLoose else { return nil }
        return Match(number: rest, parameters: [part.base[part.startIndex..<last.endIndex]])
    }
}
