/// What a browser makes of the text of an `href`, by the URL standard's rules for the
/// beginning of an address; written apart from what it tests.
struct BrowserAddress {
    /// In small letters; `nil` for an address relative to the page's.
    var scheme: String?

    /// With the name and password before it, if there are any; `nil` where the page's counts.
    var authority: String?

    init(attribute: String) {
        var rest = Substring(Self.decoded(attribute))
        rest = rest.trimmingControls().filter { !"\t\n\r".unicodeScalars.contains($0) }[...]
        if let colon = rest.unicodeScalars.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.unicodeScalars.index(after: colon)...]
        }
        guard scheme != "mailto" else { return }
        let isSpecial = ["http", "https", "ftp", "ws", "wss"].contains(scheme ?? "https")
        let slashes = rest.unicodeScalars.prefix { $0 == "/" || (isSpecial && $0 == "\\") }.count
        // On a page of another scheme a single slash, or none, begins a host as well.
        guard slashes >= 2 || (isSpecial && scheme != nil) else { return }
        let host = rest.unicodeScalars.dropFirst(slashes).prefix {
            !"/\\?#".contains(Character($0))
        }
        authority = String(host).lowercased()
    }

    private static func decoded(_ attribute: String) -> String {
        let references = [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ]
        return references.reduce(attribute) { text, reference in
            text.split(separator: reference.0, omittingEmptySubsequences: false)
                .joined(separator: reference.1)
        }
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20
        else { return false }
        return text.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "+-.".utf8.contains(byte)
        }
    }
}

extension Substring {
    fileprivate func trimmingControls() -> Substring {
        let start = unicodeScalars.drop { $0.value <= 0x20 }
        guard let last = start.lastIndex(where: { $0.value > 0x20 }) else { return "" }
        return Substring(start[...last])
    }

    fileprivate func filter(_ isKept: (Unicode.Scalar) -> Bool) -> String {
        String(String.UnicodeScalarView(unicodeScalars.lazy.filter(isKept)))
    }
}
