import HTTPTypes
import Hummingbird

/// Text as one part of an address.
enum PathSegment {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Percent-encodes all but the unreserved characters (RFC 3986, section 2.3), so
    /// that no text can become a second segment, a query or another host.
    static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Decodes a part of an address that matched.
    ///
    /// - Throws: `HTTPError(.notFound)` if it is not UTF-8 in good escapes.
    static func decoded(_ part: String?) throws(HTTPError) -> String {
        guard let part, let text = PercentEncoding.decode(part.utf8, plusIsSpace: false) else {
            throw HTTPError(.notFound)
        }
        return text
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
