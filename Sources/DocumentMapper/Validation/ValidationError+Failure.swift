public import BSON

extension ValidationError {
    /// One rule that a value breaks.
    public struct Failure: Sendable, Hashable {
        /// The kind of rule.
        public let code: Code

        /// What the rule asks for, such as `["minimum": 3]`, so that a translator can
        /// say it in another language.
        public let limits: [String: BSONValue]

        /// What is wrong, in English, to stand after or beside the field's name: "must
        /// have at least 3 characters".
        public let message: String

        /// Creates a failure, for a rule of your own.
        public init(_ code: Code, _ message: String, limits: [String: BSONValue] = [:]) {
            self.code = code
            self.limits = limits
            self.message = message
        }
    }

    /// A kind of rule.
    ///
    /// Kinds are open-ended, so this is a struct with named constants rather than an
    /// enum.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The kind's name, as a translator looks it up.
        public let rawValue: String

        /// Names a kind of your own.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Text or a collection is shorter than its `minimum`.
        public static let tooShort = Code(rawValue: "tooShort")
        /// Text or a collection is longer than its `maximum`.
        public static let tooLong = Code(rawValue: "tooLong")
        /// A value is less than its `minimum`.
        public static let tooSmall = Code(rawValue: "tooSmall")
        /// A value is greater than its `maximum`, or not less than its `limit`.
        public static let tooLarge = Code(rawValue: "tooLarge")
        /// Text does not have the form of the `pattern`.
        public static let pattern = Code(rawValue: "pattern")
        /// A value is none of the `values`.
        public static let notListed = Code(rawValue: "notListed")
        /// Text is no email address.
        public static let email = Code(rawValue: "email")
        /// Text is no address of the web.
        public static let url = Code(rawValue: "url")
        /// Text is no slug.
        public static let slug = Code(rawValue: "slug")
        /// A rule of your own is broken.
        public static let custom = Code(rawValue: "custom")

        /// Lets a `switch` over failures name the kind it handles.
        public static func ~= (code: Code, failure: Failure) -> Bool {
            failure.code == code
        }
    }
}
