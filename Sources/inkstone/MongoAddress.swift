/// What a connection string says about how safely its server is reached.
struct MongoAddress {
    /// Whether all its servers are on this machine.
    let isLocal: Bool
    /// Whether somebody is named that the server can ask for proof.
    let namesUser: Bool
    /// Whether what is sent is encrypted.
    let usesTLS: Bool
    /// The options that take any server for the right one.
    let carelessOptions: [String]

    /// Which database of which servers it is, whoever signs in and how.
    let place: String

    init(_ uri: String) {
        let scheme = uri.firstRange(of: "://")
        let rest = uri[(scheme?.upperBound ?? uri.startIndex)...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let hosts = authority.split(separator: "@").last?.split(separator: ",") ?? []
        isLocal = hosts.allSatisfy(Self.isLocal)
        let database = rest.dropFirst(authority.count).prefix { $0 != "?" }
        place = hosts.map { $0.lowercased() }.sorted().joined(separator: ",") + database
        let query = rest.drop { $0 != "?" }.dropFirst()
        let options = query.split { $0 == "&" || $0 == ";" }.map { option in
            let name = option.prefix { $0 != "=" }
            return (
                name: Self.modern(name), text: String(name), value: option.dropFirst(name.count + 1)
            )
        }
        // Some ways to sign in, such as by certificate, name nobody in the address.
        namesUser = authority.contains("@") || options.contains { $0.name == "authmechanism" }
        let tls = options.last { $0.name == "tls" }
        // An address that is looked up in DNS turns TLS on by itself, and so does any option of it.
        let isImplied =
            uri.hasPrefix("mongodb+srv:") || options.contains { $0.name.hasPrefix("tls") }
        usesTLS = tls.map { Self.isOn($0.value) } ?? isImplied
        let careless = [
            "tlsinsecure", "tlsallowinvalidcertificates", "tlsallowinvalidhostnames",
        ]
        carelessOptions = options.filter { careless.contains($0.name) && Self.isOn($0.value) }
            .map(\.text)
    }

    private static func isLocal(_ host: some StringProtocol) -> Bool {
        // A socket's path is percent-encoded.
        if host.lowercased().hasPrefix("%2f") { return true }
        if host.hasPrefix("[::1]") { return true }
        return Loopback.contains(host.prefix { $0 != ":" })
    }

    /// Names have no case, and those of TLS once began with `ssl`.
    private static func modern(_ name: some StringProtocol) -> String {
        let name = name.lowercased()
        return name.hasPrefix("ssl") ? "tls" + name.dropFirst(3) : name
    }

    /// libmongoc's words for yes.
    private static func isOn(_ value: some StringProtocol) -> Bool {
        ["true", "t", "1", "yes", "y"].contains(value.lowercased())
    }
}
