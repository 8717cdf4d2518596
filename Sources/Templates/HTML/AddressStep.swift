/// What a browser takes an address for, as far as it is written.
///
/// The rules are those of the URL standard for addresses of the web: a backslash is
/// a slash, and tabs and newlines do not count.
enum AddressStep: Hashable {
    /// Nothing is written yet: a value is a whole address.
    case start

    /// A bare word of the template that may yet become a scheme pages may lead to.
    case scheme([UInt8])

    /// Any other bare word of the template.
    case word

    /// One slash; a second would begin a host.
    case slash

    /// In a host, of which something is written or not.
    case host(isEmpty: Bool)

    /// After the beginning, on the page's own site.
    case here

    /// After the beginning, which the template or a value has written.
    case elsewhere

    /// A value has written the beginning, or nothing.
    case value

    /// The template has begun what values must not join.
    case forbidden

    /// In a list, after a comma that ends the address only if a blank follows.
    case comma

    /// After the address in a list: a width or a density.
    case descriptor

    /// Schemes to which pages may lead.
    static let schemes = ["http", "https", "mailto"]

    /// What the address is taken for after one more byte of the template.
    ///
    /// - Throws: `HTMLProblem` when the byte could make a scheme out of a value.
    func next(_ byte: UInt8, inList: Bool) throws(HTMLProblem) -> Set<AddressStep> {
        if inList, byte.isBlank || byte == UInt8(ascii: ",") {
            return [afterSeparator(byte)]
        }
        guard !byte.isDroppedFromAddresses else { return [self] }
        switch self {
        case .start where byte <= 0x20: return [.start]
        case .start where byte.isSlash: return [.slash]
        case .start: return [Self.afterWord([], byte)]
        case .scheme(let word): return [Self.afterWord(word, byte)]
        case .word: return [Self.afterWord(nil, byte)]
        case .slash where byte.isSlash: return [.host(isEmpty: true)]
        case .slash: return [byte == UInt8(ascii: "&") ? .forbidden : .here]
        case .host(let isEmpty): return [Self.afterHost(isEmpty: isEmpty, byte)]
        case .value: return try Self.afterValue(byte)
        case .comma: return [.forbidden]
        case .here, .elsewhere, .forbidden, .descriptor: return [self]
        }
    }

    private func afterSeparator(_ byte: UInt8) -> AddressStep {
        switch self {
        case .start: .start
        case .comma: byte.isBlank ? .start : .comma
        case .descriptor: byte.isBlank ? .descriptor : .start
        default: byte.isBlank ? .descriptor : .comma
        }
    }

    private static func afterWord(_ word: [UInt8]?, _ byte: UInt8) -> AddressStep {
        switch Unicode.Scalar(byte) {
        case "/", "\\", "?", "#": return .here
        case "&": return .forbidden
        case ":":
            switch word.map({ String(decoding: $0, as: UTF8.self) }) {
            case "http", "https": return .host(isEmpty: true)
            case "mailto": return .elsewhere
            default: return .forbidden
            }
        default:
            guard let word else { return .word }
            let longer = word + [byte | 0x20]
            return schemes.contains { $0.utf8.starts(with: longer) } ? .scheme(longer) : .word
        }
    }

    private static func afterHost(isEmpty: Bool, _ byte: UInt8) -> AddressStep {
        switch Unicode.Scalar(byte) {
        case "/", "\\": isEmpty ? .host(isEmpty: true) : .elsewhere
        case "?", "#": .elsewhere
        default: .host(isEmpty: false)
        }
    }

    private static func afterValue(_ byte: UInt8) throws(HTMLProblem) -> Set<AddressStep> {
        switch Unicode.Scalar(byte) {
        case "/", "\\": return [.slash, .elsewhere]
        case "?", "#": return [.elsewhere]
        case ":", "&":
            throw HTMLProblem(
                "after a value at the beginning of an address comes '/', '?', '#' or the end, "
                    + "so that the value cannot become a scheme")
        default: return [.value]
        }
    }
}

extension UInt8 {
    /// Whether browsers take the byte for a slash.
    var isSlash: Bool {
        self == UInt8(ascii: "/") || self == UInt8(ascii: "\\")
    }

    /// Whether browsers leave the byte out, wherever in an address it stands.
    var isDroppedFromAddresses: Bool {
        self == UInt8(ascii: "\t") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
    }
}
