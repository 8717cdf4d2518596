/// An address that may stand in a page.
struct LinkDestination {
    /// What the address is for.
    enum Purpose {
        case link
        case image
    }

    /// Whether it leads away from this site.
    let isExternal: Bool

    /// The address, percent-encoded and escaped for a quoted attribute.
    let attribute: [UInt8]

    /// Checks an address whose character references are already decoded.
    ///
    /// Everything before the first colon is a scheme unless a `/`, `?` or `#`
    /// comes earlier, and a scheme must be on the list. Blanks, quotes and odd
    /// letters in a scheme need no rule of their own: such a scheme is not on
    /// the list. Control characters are refused anywhere, since browsers drop
    /// some of them while reading.
    init?(_ address: [UInt8], for purpose: Purpose) {
        guard !address.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
        let scheme = Self.scheme(of: address)
        switch scheme {
        case nil: isExternal = address.starts(with: "//".utf8)
        case "http", "https": isExternal = true
        case "mailto" where purpose == .link: isExternal = false
        default: return nil
        }
        attribute = Self.encoded(address)
    }

    private static func scheme(of address: [UInt8]) -> String? {
        let end = address.firstIndex { ":/?#".utf8.contains($0) }
        guard let end, address[end] == UInt8(ascii: ":") else { return nil }
        return String(decoding: address[..<end], as: UTF8.self).lowercased()
    }

    private static func encoded(_ address: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(address.count)
        for byte in address {
            switch byte {
            case UInt8(ascii: "&"):
                result += "&amp;".utf8
            case UInt8(ascii: "'"):
                result += "&#39;".utf8
            case _ where unencoded[Int(byte)]:
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return result
    }

    /// For each byte, whether an address holds it as it is.
    private static let unencoded: [Bool] = {
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        let kept = Set((letters + "0123456789-_.+!*(),%#@?=;:/$~").utf8)
        return (0...UInt8.max).map(kept.contains)
    }()
}
