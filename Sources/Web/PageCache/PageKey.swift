/// Everything that a kept page depends on, in one sequence of bytes.
///
/// The path is compared as it was sent: two spellings of one address may be two entries,
/// but never two addresses one.
struct PageKey: Hashable, Sendable {
    let bytes: [UInt8]

    /// Joins the parts with a byte that none of them can hold.
    init(
        isSecure: Bool, authority: [UInt8], path: Span<UInt8>, query: [UInt8], language: String?
    ) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(authority.count + path.count + query.count + 8)
        bytes.append(isSecure ? UInt8(ascii: "s") : UInt8(ascii: "p"))
        bytes.append(contentsOf: authority)
        bytes.append(0)
        for index in path.indices { bytes.append(path[index]) }
        bytes.append(0)
        bytes.append(contentsOf: query)
        if let language {
            bytes.append(0)
            bytes.append(contentsOf: language.utf8)
        }
        self.bytes = bytes
    }

    // An array hashes byte by byte, which takes longer than everything else here.
    func hash(into hasher: inout Hasher) {
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }

    /// The key as text, for stores that other processes share.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
