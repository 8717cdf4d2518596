/// The keys of one store among all others on the same servers.
struct KeySpace: Sendable {
    let nameSpace: String

    /// Where a server keeps the generation of the name space.
    var generation: WireKey { WireKey("\(nameSpace):generation") }

    /// The names of a key in a generation.
    func names(of key: CacheKey, in generation: Generation) -> KeyNames {
        KeyNames(prefix: "\(nameSpace):\(generation.text)", key: key)
    }
}

/// What a server holds for one key.
struct KeyNames: Sendable {
    let prefix: String
    let key: CacheKey

    /// The value.
    var value: WireKey { named(prefix) }

    /// The claim to compute what comes after a value: as it is for that very value, any newer
    /// one makes it void.
    func claim(after revision: UInt64) -> WireKey { named("\(prefix)!\(revision)") }

    /// The text itself where it fits, else its SHA-256: nobody has ever found two texts of the
    /// same one, and by chance there would have to be some 2^128 of them first.
    private func named(_ prefix: String) -> WireKey {
        let text = "\(prefix)=\(key.text)"
        guard text.utf8.count > WireKey.longestBytes else { return WireKey(text) }
        let digest = Digest.sha256(key.text).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        return WireKey("\(prefix)#\(digest)")
    }
}
