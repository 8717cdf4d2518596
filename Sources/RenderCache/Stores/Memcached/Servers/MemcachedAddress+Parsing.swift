extension MemcachedAddress {
    /// Reads `host`, `host:port`, `host:port:weight`, the same with an IPv6 address in
    /// brackets, or the path of a socket.
    ///
    /// - Throws: `MemcachedAddressError` if the text is none of these.
    public init(_ text: some StringProtocol) throws(MemcachedAddressError) {
        func wrong(_ reason: String) -> MemcachedAddressError {
            MemcachedAddressError(text: String(text), reason: reason)
        }
        guard text.first != "/" else {
            self.init(path: String(text))
            return
        }
        let host: Substring
        let numbers: Substring
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { throw wrong("']' is missing") }
            host = Substring(text[..<end].dropFirst())
            numbers = Substring(text[end...].dropFirst())
        } else {
            let end = text.firstIndex(of: ":") ?? text.endIndex
            host = Substring(text[..<end])
            numbers = Substring(text[end...])
        }
        guard !host.isEmpty else { throw wrong("the host is missing") }
        guard host.unicodeScalars.allSatisfy(Self.belongsToHost) else {
            throw wrong("a host has letters, digits, dots and hyphens")
        }
        let fields = numbers.split(separator: ":", omittingEmptySubsequences: false)
        guard numbers.isEmpty || fields.first == "", fields.count <= 3 else {
            throw wrong("it has the form host:port:weight")
        }
        let port = fields.count > 1 ? Int(fields[1]) : Self.defaultPort
        let weight = fields.count > 2 ? Int(fields[2]) : 1
        guard let port, (1...65535).contains(port) else {
            throw wrong("a port is a number from 1 to 65535")
        }
        guard let weight, (1...1_000_000).contains(weight) else {
            throw wrong("a weight is a number from 1 to 1000000")
        }
        self.init(host: String(host), port: port, weight: weight)
    }

    /// Letters and digits, and what stands between them in names and in IPv6 addresses.
    private static func belongsToHost(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", ":", "%": true
        default: false
        }
    }
}
