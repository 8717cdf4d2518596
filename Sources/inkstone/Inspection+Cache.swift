import RenderCache

extension Inspection {
    /// Whether pages are kept where strangers could read and change them: memcached knows
    /// neither TLS nor, in the protocol that is spoken here, a password.
    var cache: [Finding] {
        guard !memcachedServers.allSatisfy(isWithinReachOfThisMachineOnly) else { return [] }
        return [
            Finding(
                .cache,
                "memcached is spoken to in plain text and asks for no password: whoever is in "
                    + "the network between reads and changes what visitors are shown.",
                do: "Reach it at 127.0.0.1 (through a tunnel, if it is elsewhere) or at a socket; "
                    + "or keep pages in memory or in sqlite:FILE.")
        ]
    }

    /// The folder of the file that pages are kept in, if they are.
    var cacheFolder: String? {
        guard let scheme = settings.cache.firstRange(of: "sqlite:") else { return nil }
        let path = settings.cache[scheme.upperBound...].prefix { $0 != "?" }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) }
        return folder.map { $0.isEmpty ? "/" : $0 } ?? "."
    }

    private var memcachedServers: [MemcachedAddress] {
        let schemes = ["memcached://", "memcached+discovery://"]
        let start = schemes.compactMap { settings.cache.firstRange(of: $0)?.lowerBound }.first
        // A store that makes no sense stops the start, and says why.
        guard let start,
            let store = try? MemcachedConfiguration(url: String(settings.cache[start...]))
        else { return [] }
        switch store.servers {
        case .fixed(let servers): return servers
        case .discovered(let endpoint, _): return [endpoint]
        }
    }

    private func isWithinReachOfThisMachineOnly(_ server: MemcachedAddress) -> Bool {
        switch server.endpoint {
        case .path: true
        case .host(let host, _): Loopback.contains(host)
        }
    }
}
