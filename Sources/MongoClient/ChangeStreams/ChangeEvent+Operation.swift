extension ChangeEvent {
    /// What happened.
    ///
    /// Open-ended, so that a newer server never breaks an exhaustive switch.
    public struct Operation: RawRepresentable, Hashable, Sendable {
        /// The server's name.
        public let rawValue: String

        /// Creates an operation by the server's name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A document was inserted.
        public static let insert = Self(rawValue: "insert")
        /// A document was changed by operators.
        public static let update = Self(rawValue: "update")
        /// A document was replaced by another.
        public static let replace = Self(rawValue: "replace")
        /// A document was deleted.
        public static let delete = Self(rawValue: "delete")
        /// A collection was dropped.
        public static let drop = Self(rawValue: "drop")
        /// A collection was renamed.
        public static let rename = Self(rawValue: "rename")
        /// A database was dropped.
        public static let dropDatabase = Self(rawValue: "dropDatabase")
        /// What the stream watches is gone, and with it the stream.
        public static let invalidate = Self(rawValue: "invalidate")
    }
}
