extension MemcachedConfiguration {
    /// Reads `memcached://a,b:11212,[::1]:11213,c:11211:2`, where the last number is a weight,
    /// `memcached:///run/memcached.sock`, or `memcached+discovery://host:port`.
    ///
    /// - Throws: `MemcachedAddressError` if the text is none of these.
    public init(url: String) throws(MemcachedAddressError) {
        if url.hasPrefix("memcached+discovery://") {
            let endpoint = try MemcachedAddress(url.dropFirst("memcached+discovery://".count))
            self.init(.discovered(endpoint: endpoint))
            return
        }
        guard url.hasPrefix("memcached://") else {
            throw MemcachedAddressError(
                text: url, reason: "it begins with memcached:// or memcached+discovery://")
        }
        var servers: [MemcachedAddress] = []
        let list = url.dropFirst("memcached://".count)
        for server in list.split(separator: ",", omittingEmptySubsequences: false) {
            servers.append(try MemcachedAddress(server))
        }
        guard Set(servers.map(\.name)).count == servers.count else {
            throw MemcachedAddressError(text: url, reason: "a server is named twice")
        }
        self.init(.fixed(servers))
    }

    static func isNameSpace(_ name: some StringProtocol) -> Bool {
        (1...longestNameSpace).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
                default: false
                }
            }
    }
}
