/// What kind of message a flash is, and so how it looks and is read aloud.
public struct FlashCategory: RawRepresentable, Hashable, Sendable {
    /// The name that style sheets and the store know.
    public let rawValue: String

    /// Names a category.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Something to know.
    public static let message = FlashCategory(rawValue: "message")
    /// Something that worked.
    public static let success = FlashCategory(rawValue: "success")
    /// Something to be careful about.
    public static let warning = FlashCategory(rawValue: "warning")
    /// Something that failed.
    public static let error = FlashCategory(rawValue: "error")

    /// Whether a screen reader should interrupt: `role=alert` rather than `status`.
    public var isAlert: Bool { self == .warning || self == .error }
}
