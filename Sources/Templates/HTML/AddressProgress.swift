/// How far the address in an attribute is known, so that no value can choose
/// its scheme.
enum AddressProgress: Hashable {
    /// Nothing is written yet: a value is a whole address.
    case start

    /// The template has written this, and it may yet become a scheme.
    case prefix([UInt8])

    /// The template has written one slash; a second would name a host.
    case slash

    /// The scheme and the host, if any, are the template's.
    case decided

    /// The scheme is decided, the host may be a value's.
    case decidedScheme

    /// A value has written the beginning.
    case value

    /// The template has written a scheme that values must not join.
    case forbidden

    /// After the address in a list: a width or a density.
    case descriptor

    /// Schemes to which pages may lead.
    static let schemes = ["http", "https", "mailto"]

    /// Moves past one byte of the template.
    ///
    /// - Throws: `HTMLProblem` when the byte could make a scheme out of a value.
    mutating func read(_ byte: UInt8, inList: Bool) throws(HTMLProblem) {
        if inList, byte == UInt8(ascii: ",") || byte.isBlank {
            if byte == UInt8(ascii: ",") {
                self = .start
            } else if self != .start {
                self = .descriptor
            }
            return
        }
        switch self {
        case .start where byte <= 0x20: break
        case .start where byte == UInt8(ascii: "/"): self = .slash
        case .start: self = Self.after([], byte)
        case .prefix(let prefix): self = Self.after(prefix, byte)
        case .slash:
            self =
                [UInt8(ascii: "/"), UInt8(ascii: "\\")].contains(byte) ? .decidedScheme : .decided
        case .decidedScheme, .decided, .forbidden, .descriptor: break
        case .value:
            switch Unicode.Scalar(byte) {
            case "/", "?", "#": self = .decidedScheme
            case ":", "&":
                throw HTMLProblem(
                    "after a value at the beginning of an address comes '/', '?', '#' or the end, "
                        + "so that the value cannot become a scheme")
            default: break
            }
        }
    }

    private static func after(_ prefix: [UInt8], _ byte: UInt8) -> AddressProgress {
        switch Unicode.Scalar(byte) {
        case "?", "#": .decided
        case "/", "\\": .decidedScheme
        case ":":
            schemes.contains(String(decoding: prefix, as: UTF8.self).lowercased())
                ? .decidedScheme : .forbidden
        case "&": .forbidden
        default: .prefix(prefix + [byte])
        }
    }

    /// How a value is written here; afterwards the address begins with it, or
    /// goes on as before.
    mutating func escapingOfValue(inList: Bool, trusted: Bool) throws(HTMLProblem) -> Escaping {
        switch self {
        case .decided, .descriptor:
            return .addressPart
        case .decidedScheme where !trusted:
            return .addressPart
        case .slash where !trusted:
            self = .decidedScheme
            return .addressFirstPart
        case .start where !trusted:
            self = .value
            return inList ? .addressList : .address
        case .value:
            throw HTMLProblem(
                "a second value follows the one that begins this address; write '/', '?' or '#' "
                    + "between them, or let the page give one complete address")
        case .prefix:
            throw HTMLProblem(
                "this address begins with a bare word, which a value could turn into a scheme; "
                    + "begin it with '/', '?', '#' or 'https://'")
        case .forbidden:
            throw HTMLProblem("a value cannot stand in an address of this scheme")
        case .start, .slash, .decidedScheme:
            throw HTMLProblem(
                "what acts with the page's rights comes from an address that the template begins, "
                    + "such as /static/script.js?v={{version}}")
        }
    }

    /// What is known after either of two branches.
    func joined(with other: AddressProgress) -> AddressProgress {
        if self == other {
            return self
        }
        if self == .forbidden || other == .forbidden { return .forbidden }
        let decided: [AddressProgress] = [.decided, .decidedScheme]
        return decided.contains(self) && decided.contains(other) ? .decidedScheme : .value
    }
}
