/// The query of an address, as far as a page depends on it.
enum PageQuery {
    /// Returns the declared parameters with their values as they were sent, in the
    /// declared order; `nil` if one of them comes twice, for nobody can tell which counts,
    /// or has a name with escapes.
    static func canonical(_ query: Span<UInt8>, _ rule: PageRule) -> [UInt8]? {
        guard !query.isEmpty, !rule.names.isEmpty else { return [] }
        var found = [Range<Int>?](repeating: nil, count: rule.names.count)
        var start = 0
        while start < query.count {
            var end = start
            var equals: Int?
            while end < query.count, query[end] != UInt8(ascii: "&") {
                if equals == nil, query[end] == UInt8(ascii: "=") { equals = end }
                end += 1
            }
            let name = query.extracting(start..<(equals ?? end))
            if let number = rule.names.firstIndex(where: { name.holds($0) }) {
                guard found[number] == nil else { return nil }
                found[number] = start..<end
            } else if isDeclared(escaped: name, rule) {
                return nil
            }
            start = end + 1
        }
        var canonical: [UInt8] = []
        for case let pair? in found {
            if !canonical.isEmpty { canonical.append(UInt8(ascii: "&")) }
            for index in pair { canonical.append(query[index]) }
        }
        return canonical
    }

    /// Whether a name is a declared one to whoever decodes it.
    private static func isDeclared(escaped name: Span<UInt8>, _ rule: PageRule) -> Bool {
        guard
            name.firstIndex(of: UInt8(ascii: "%")) != nil
                || name.firstIndex(of: UInt8(ascii: "+")) != nil
        else { return false }
        let text = PercentEncoding.decode(name.array(name.indices), plusIsSpace: true)
        return text.map(rule.query.contains) ?? false
    }
}
