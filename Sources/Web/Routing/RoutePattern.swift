import Hummingbird

/// What the addresses of a route look like, such as `/posts/{slug}/edit`.
struct RoutePattern: Hashable, Sendable, CustomStringConvertible {
    /// One part of it.
    enum Segment: Hashable, Sendable {
        /// The part itself, not percent-encoded.
        case literal(String)
        /// Any part, which has a name.
        case parameter(String)
        /// Everything from here on.
        case rest
    }

    var segments: [Segment]

    /// Takes the parts between the slashes as they are.
    init(literals path: String) {
        segments = path.split(separator: "/").map { .literal(String($0)) }
    }

    /// Reads what Hummingbird writes as `posts/:slug` and `static/**`; its other
    /// patterns give `nil`.
    init?(_ path: RouterPath) {
        segments = []
        for component in path.description.split(separator: "/") {
            if component == "**" {
                segments.append(.rest)
            } else if component.hasPrefix("{"), component.hasSuffix("}") {
                segments.append(.parameter(String(component.dropFirst().dropLast())))
            } else if component.contains(where: { "*{}".contains($0) }) {
                return nil
            } else {
                segments.append(.literal(String(component)))
            }
        }
    }

    /// The same without names: two routes of one shape are one address.
    var shape: RoutePattern {
        var shape = self
        shape.segments = segments.map { segment in
            if case .parameter = segment { .parameter("") } else { segment }
        }
        return shape
    }

    /// Whether there is only one address.
    var isLiteral: Bool {
        segments.allSatisfy { if case .literal = $0 { true } else { false } }
    }

    /// The literal parts as they stand in an address.
    var literals: [Substring] {
        segments.compactMap { segment in
            guard case .literal(let text) = segment else { return nil }
            return PathSegment.encode(text)[...]
        }
    }

    /// The names of the variable parts, in order.
    var names: [String] {
        segments.compactMap { segment in
            guard case .parameter(let name) = segment else { return nil }
            return name
        }
    }

    var description: String {
        let parts = segments.map { segment in
            switch segment {
            case .literal(let text): text
            case .parameter(let name): "{\(name)}"
            case .rest: "**"
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// Returns the pattern of both, one after the other.
    func appending(_ other: RoutePattern) -> RoutePattern {
        var whole = self
        whole.segments += other.segments
        return whole
    }

    /// Tells whether every address of this pattern lies under `prefix`.
    func lies(under prefix: RoutePattern) -> Bool {
        segments.starts(with: prefix.segments)
    }

    /// Writes the address in which the variable parts are `texts`.
    func path(with texts: [String]) -> String {
        var texts = texts.makeIterator()
        let parts = segments.map { segment in
            switch segment {
            case .literal(let text): PathSegment.encode(text)
            case .parameter, .rest: PathSegment.encode(texts.next() ?? "")
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}
