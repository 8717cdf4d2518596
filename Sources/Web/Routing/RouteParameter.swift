/// A part of an address that stands for a value.
public struct RouteParameter<Value: Sendable>: Sendable {
    /// The name in the pattern, such as `slug` in `/posts/{slug}`.
    public let name: String

    let read: @Sendable (String) -> Value?
    let write: @Sendable (Value) -> String

    /// Makes a parameter from the way its text is read and written, both without
    /// percent-encoding.
    ///
    /// What `read` refuses is an address that is not found.
    public init(
        _ name: String,
        read: @escaping @Sendable (String) -> Value?,
        write: @escaping @Sendable (Value) -> String
    ) {
        self.name = name
        self.read = read
        self.write = write
    }
}

extension RouteParameter<String> {
    /// Any text but the empty one.
    public static func text(_ name: String) -> RouteParameter {
        RouteParameter(name, read: { $0 }, write: { $0 })
    }
}

extension RouteParameter where Value: FixedWidthInteger {
    /// A number, as it is usually written: `007` and `+7` are not found.
    public static func number(_ name: String, as type: Value.Type) -> RouteParameter {
        RouteParameter(
            name,
            read: { text in Value(text).flatMap { "\($0)" == text ? $0 : nil } },
            write: { "\($0)" })
    }
}
