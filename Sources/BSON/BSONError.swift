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

    /// Creates an error, for a conformance that refuses a value.
    public init(_ reason: Reason, path: String = "") {
        self.reason = reason
        self.path = path
    }

    /// Returns the error of a required field that is absent.
    public static func missing(_ key: StaticString) -> BSONError {
        BSONError(.missing, path: "\(key)")
    }

    /// Returns the same error seen from the container that holds `key`.
    public func inside(_ key: String) -> BSONError {
        BSONError(reason, path: path.isEmpty ? key : "\(key).\(path)")
    }

    /// Returns the same error seen from the document that holds `key`.
    @usableFromInline
    func inside(_ key: StaticString) -> BSONError {
        inside("\(key)")
    }
}

extension BSONError: CustomStringConvertible {
    /// A sentence for a log.
    public var description: String {
        let subject = path.isEmpty ? "The document" : "The field '\(path)'"
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
