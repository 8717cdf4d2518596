/// What was wrong with BSON that was read or written.
///
/// It names the field, what was expected and what was found, and never carries
/// a value of the document, so it is safe to log.
public struct BSONError: Error, Hashable, Sendable {
    /// The kind of mistake.
    public enum Reason: Hashable, Sendable {
        /// A required field is absent or null.
        case missing
        /// The value has another type than the reader asked for.
        case mismatch(expected: String, found: BSONType)
        /// The type is right, but the value is not one that `expected` can hold.
        case unexpectedValue(expected: String)
        /// The bytes break the rules of BSON.
        case malformed(Rule)
        /// Documents lie in documents beyond ``BSONReader/maximumDepth``.
        case tooDeep
        /// A key or a regular expression contains a NUL, which would end it.
        case containsNUL
        /// A document would be longer than its length field can say.
        case tooLarge
        /// A value was written where no value belongs, or a key where no key does.
        case misplaced
        /// Extended JSON goes on otherwise than it should, so many bytes in.
        case invalidJSON(expected: String, offset: Int)
    }

    /// The rule of the format that bytes broke.
    public enum Rule: String, Hashable, Sendable {
        /// A length points outside its container, or is too small.
        case length
        /// A terminating zero byte is missing or comes early.
        case terminator
        /// A type byte means nothing.
        case type
        /// Text is not UTF-8.
        case text
        /// A boolean is neither zero nor one.
        case boolean
    }

    /// The kind of mistake.
    public let reason: Reason

    /// The field, as a dotted path from the outermost document; empty for the
    /// document itself.
    public private(set) var path: String

    /// What was asked of the database, such as `find blog.posts`; empty where it was
    /// nothing.
    public private(set) var operation = ""

    /// The path without keys of dictionaries, which are stored words.
    private var shownPath: String

    /// Creates an error, for a conformance that refuses a value.
    public init(_ reason: Reason, path: String = "") {
        self.reason = reason
        self.path = path
        shownPath = path
    }

    /// Returns the error of a required field that is absent.
    public static func missing(_ key: StaticString) -> BSONError {
        BSONError(.missing, path: "\(key)")
    }

    /// Returns the same error seen from the container that holds `key`.
    public func inside(_ key: String) -> BSONError { inside(key, shownAs: key) }

    /// Returns the same error seen from the dictionary that holds `key`, which a
    /// description shows as `*`.
    public func insideEntry(_ key: String) -> BSONError { inside(key, shownAs: "*") }

    private func inside(_ key: String, shownAs shown: String) -> BSONError {
        var error = self
        error.path = path.isEmpty ? key : "\(key).\(path)"
        error.shownPath = shownPath.isEmpty ? shown : "\(shown).\(shownPath)"
        return error
    }

    /// Returns the same error of a document that an operation came upon.
    package func during(_ operation: String) -> BSONError {
        var error = self
        error.operation = operation
        return error
    }

    /// Returns the same error seen from the document that holds `key`.
    @usableFromInline
    func inside(_ key: StaticString) -> BSONError {
        inside("\(key)")
    }
}

extension BSONError {
    /// Whether the same is wrong with the same field.
    public static func == (first: BSONError, second: BSONError) -> Bool {
        first.reason == second.reason && first.path == second.path
    }

    /// Hashes what is wrong.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(reason)
        hasher.combine(path)
    }
}

extension BSONError: CustomStringConvertible, CustomReflectable {
    /// A sentence for a log.
    public var description: String {
        operation.isEmpty ? sentence : "\(operation): \(sentence)"
    }

    /// What may be shown: not the path as it is.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    private var sentence: String {
        let subject = shownPath.isEmpty ? "The document" : "The field '\(shownPath)'"
        return switch reason {
        case .missing: "\(subject) is missing."
        case .mismatch(let expected, let found):
            "\(subject) should be \(expected), but is \(found)."
        case .unexpectedValue(let expected): "\(subject) is not a valid \(expected)."
        case .malformed(let rule): "\(subject) is not valid BSON: wrong \(rule.rawValue)."
        case .tooDeep: "\(subject) is nested too deep."
        case .containsNUL: "\(subject) has a NUL in a key or regular expression."
        case .tooLarge: "\(subject) is too large."
        case .misplaced: "\(subject) was written where it does not belong."
        case .invalidJSON(let expected, let offset):
            "\(subject) is not valid Extended JSON: expected \(expected) at byte \(offset)."
        }
    }
}
