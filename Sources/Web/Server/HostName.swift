/// A host without its port, in lower case.
struct HostName: Hashable {
    let text: String

    /// Reads what `Host` or `:authority` holds, or returns `nil` if it is no host.
    init?(authority: String) {
        // By byte: every request comes through here.
        let bytes = authority.utf8
        let end: String.Index
        if bytes.first == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")),
                IPAddress(authority[bytes.index(after: bytes.startIndex)..<close]) != nil
            else { return nil }
            end = bytes.index(after: close)
            text = authority[..<end].lowercased()
        } else {
            end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            let name = bytes[..<end]
            // A name may end with the dot of the root.
            let relative = name.last == UInt8(ascii: ".") ? name.dropLast() : name
            guard !relative.isEmpty, name.allSatisfy(Self.isInName) else { return nil }
            text = Substring(relative).lowercased()
        }
        let port = bytes[end...]
        guard
            port.isEmpty
                || port.first == UInt8(ascii: ":") && port.count <= 6
                    && port.dropFirst().allSatisfy(Self.isDigit)
        else { return nil }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: isDigit(byte)
        }
    }

    /// Reads the host of an address such as `https://blog.example:8443/`.
    init?(url: String) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        self.init(authority: String(url[scheme.upperBound...].prefix { $0 != "/" }))
    }

    /// Whether it is an address in numbers rather than a name.
    var isAddress: Bool { text.utf8.first == UInt8(ascii: "[") || IPAddress(text) != nil }
}
