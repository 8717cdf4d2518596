/// The page as it is written.
@usableFromInline
struct Output {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func append(_ literal: ArraySlice<UInt8>) {
        bytes.append(contentsOf: literal)
    }

    @usableFromInline
    mutating func append(_ html: SafeHTML) {
        bytes.append(contentsOf: html.utf8)
    }

    /// Appends text, made safe for the place it lands in.
    ///
    /// Escaping looks at bytes, never at characters: a quotation mark followed
    /// by a combining accent is one `Character`, but still a quotation mark to a
    /// browser.
    @usableFromInline
    mutating func append(_ text: String, as escaping: Escaping) {
        switch escaping {
        case .none: bytes.append(contentsOf: text.utf8)
        case .text: appendEscaped(text)
        case .specified: appendEscaped(text, keepingApostrophes: true)
        case .json:
            bytes.append(UInt8(ascii: "\""))
            appendJSONCharacters(text)
            bytes.append(UInt8(ascii: "\""))
        case .jsonString: appendJSONCharacters(text)
        case .address: appendEscaped(AddressCheck.passes(text) ? text : AddressCheck.blocked)
        case .addressList:
            appendEscaped(AddressCheck.passesList(text) ? text : AddressCheck.blocked)
        case .addressPart: appendPercentEncoded(text)
        }
    }

    /// Appends a dot if an address ends in a slash, to which the next slash would add
    /// a host.
    mutating func appendDotAfterSlash() {
        if let last = bytes.last(where: { !$0.isDroppedFromAddresses }), last.isSlash {
            bytes.append(UInt8(ascii: "."))
        }
    }

    private mutating func appendEscaped(_ text: String, keepingApostrophes: Bool = false) {
        let source = text.utf8.span
        var clean = 0
        while clean < source.count, !source[clean].isSpecial {
            clean += 1
        }
        guard clean < source.count else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(addingCapacity: source.count * 6) { output in
            for index in source.indices {
                let byte = source[index]
                guard byte.isSpecial else {
                    output.append(byte)
                    continue
                }
                switch Unicode.Scalar(byte) {
                case "&": output.append("&amp;")
                case "<": output.append("&lt;")
                case ">": output.append("&gt;")
                case "\"": output.append("&quot;")
                default: output.append(keepingApostrophes ? "'" : "&#39;")
                }
            }
        }
    }

    private mutating func appendPercentEncoded(_ text: String) {
        let source = text.utf8.span
        bytes.append(addingCapacity: source.count * 3) { output in
            for index in source.indices {
                let byte = source[index]
                if byte.isUnreserved {
                    output.append(byte)
                } else {
                    output.append(UInt8(ascii: "%"))
                    output.append(Self.digit(byte >> 4))
                    output.append(Self.digit(byte & 0x0F))
                }
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}

extension UInt8 {
    /// Whether the byte means something in text or in a quoted attribute.
    fileprivate var isSpecial: Bool {
        switch Unicode.Scalar(self) {
        case "&", "<", ">", "\"", "'": true
        default: false
        }
    }

    /// Whether the byte means only itself anywhere in an address.
    fileprivate var isUnreserved: Bool {
        switch Unicode.Scalar(self) {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": true
        default: false
        }
    }
}

extension OutputSpan<UInt8> {
    fileprivate mutating func append(_ text: String) {
        for byte in text.utf8 {
            append(byte)
        }
    }
}
