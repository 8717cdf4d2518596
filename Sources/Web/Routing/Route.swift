/// An address of the site, with a value for each of its variable parts.
///
/// Declared once, it is both the pattern that requests are matched with and the way
/// to write the address, so the two cannot differ:
///
/// ```swift
/// static let post = Route("posts", .text("slug"))
/// static let editPost = post.path("edit")
///
/// routes.get(post) { request, context, slug in … }
/// post("墨 ink")                            // /posts/%E5%A2%A8%20ink
/// signIn(query: ["next": post("a")])       // /signin?next=%2Fposts%2Fa
/// ```
///
/// A value too few, too many or of the wrong type does not compile.
public struct Route<each Value: Sendable>: Sendable {
    let pattern: RoutePattern
    private let parameters: (repeat RouteParameter<each Value>)

    /// Makes the route of the literal parts of `path`, with `parameters` after them.
    ///
    /// Without either it is the front page.
    public init(_ path: String = "", _ parameters: repeat RouteParameter<each Value>) {
        var pattern = RoutePattern(literals: path)
        repeat pattern.segments.append(.parameter((each parameters).name))
        self.init(pattern: pattern, repeat each parameters)
    }

    private init(pattern: RoutePattern, _ parameters: repeat RouteParameter<each Value>) {
        self.pattern = pattern
        self.parameters = (repeat each parameters)
    }

    /// Returns the route of literal parts under this one.
    public func path(_ path: String) -> Route {
        Route(
            pattern: pattern.appending(RoutePattern(literals: path)), repeat each parameters)
    }

    /// Returns the route with one more variable part.
    public func parameter<Added: Sendable>(
        _ parameter: RouteParameter<Added>
    ) -> Route<repeat each Value, Added> {
        var pattern = pattern
        pattern.segments.append(.parameter(parameter.name))
        return Route<repeat each Value, Added>(
            pattern: pattern, repeat each parameters, parameter)
    }

    /// Writes the address, with every value and every part of the query
    /// percent-encoded.
    public func callAsFunction(
        _ values: repeat each Value, query: KeyValuePairs<String, String> = [:]
    ) -> String {
        var texts: [String] = []
        repeat texts.append((each parameters).write(each values))
        let path = pattern.path(with: texts)
        guard !query.isEmpty else { return path }
        let pairs = query.map { "\(PathSegment.encode($0.key))=\(PathSegment.encode($0.value))" }
        return "\(path)?\(pairs.joined(separator: "&"))"
    }

    /// Reads the decoded texts of an address that matches, in order.
    ///
    /// Returns `nil` if one of them is not a value.
    func values(in texts: [String]) -> (repeat each Value)? {
        var texts = texts.makeIterator()
        do {
            return (repeat try Self.read(&texts, as: each parameters))
        } catch {
            return nil
        }
    }

    private static func read<Read: Sendable>(
        _ texts: inout IndexingIterator<[String]>, as parameter: RouteParameter<Read>
    ) throws -> Read {
        guard let text = texts.next(), let value = parameter.read(text) else {
            throw UnreadableParameter()
        }
        return value
    }
}

/// What stands in an address is no value of its parameter.
private struct UnreadableParameter: Error {}
