import BSON

/// The address of the deployment.
struct Address: Sendable {
    let uri: String

    init(_ uri: String) {
        self.uri = uri
    }

    /// Returns the address with options of a test, which win over those that it has.
    func with(_ options: BSONDocument) -> Address {
        guard !options.isEmpty else { return self }
        let parts = uri.split(separator: "?", maxSplits: 1)
        let replaced = Set(options.keys.map { $0.lowercased() })
        let kept = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { option in
            !replaced.contains(option.prefix { $0 != "=" }.lowercased())
        }
        let added = options.flatMap { key, value in
            Self.values(value).map { "\(key)=\($0)" }
        }
        let all = kept.map(String.init) + added
        return Address("\(base(parts[0]))?\(all.joined(separator: "&"))")
    }

    /// The part before the options, which ends with a slash or a database.
    private func base(_ text: Substring) -> String {
        let hosts = text.dropFirst("mongodb://".count)
        return hosts.contains("/") ? String(text) : "\(text)/"
    }

    private static func values(_ value: BSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values) where values.allSatisfy({ $0.string != nil }):
            [values.compactMap(\.string).joined(separator: ",")]
        default: [value.words]
        }
    }
}
