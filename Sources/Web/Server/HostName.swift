/// A host without its port, in lower case.
struct HostName: Hashable {
    let text: String

    /// Reads what `Host` or `:authority` holds, or returns `nil` if it is no host.
    init?(authority: String) {
        var rest = Substring(authority)
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]"),
                IPAddress(rest[rest.index(after: rest.startIndex)..<end]) != nil
            else { return nil }
            text = rest[...end].lowercased()
            rest = rest[rest.index(after: end)...]
        } else {
            let name = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(name.count)
            let isWellFormed = name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            // A name may end with the dot of the root.
            let relative = name.hasSuffix(".") ? name.dropLast() : name
            guard isWellFormed, !relative.isEmpty else { return nil }
            text = relative.lowercased()
        }
        guard rest.isEmpty || rest.first == ":" && rest.dropFirst().allSatisfy(\.isNumber) else {
            return nil
        }
    }

    /// Reads the host of an address such as `https://blog.example:8443/`.
    init?(url: String) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        self.init(authority: String(url[scheme.upperBound...].prefix { $0 != "/" }))
    }

    /// Whether it is an address in numbers rather than a name.
    var isAddress: Bool { text.first == "[" || IPAddress(text) != nil }
}
