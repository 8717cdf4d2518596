/// How the bytes of a response are packed (RFC 9110, 8.4).
enum ContentCoding: String, CaseIterable, Sendable {
    // The one that packs best comes first.
    case brotli = "br"
    case gzip
    case identity

    /// Chooses the coding of those on offer that a client likes best.
    ///
    /// A client that says nothing gets the bytes as they are, and so does one that
    /// wants nothing that there is: that serves it better than a refusal (RFC 9110,
    /// 12.5.3).
    static func best(for header: String?, of offers: [ContentCoding]) -> ContentCoding {
        liked(by: header).first { offers.contains($0) } ?? .identity
    }

    /// The codings that a client takes, the one that it likes best first.
    static func liked(by header: String?) -> [ContentCoding] {
        guard let header else { return [.identity] }
        var qualities: [String: Double] = [:]
        for member in header.split(separator: ",").prefix(32) {
            guard let parsed = HeaderParameters(parsing: member.trimmingSpaces) else { continue }
            let name = parsed.value.lowercased()
            let quality = parsed["q"].map { Double($0) ?? 0 } ?? 1
            qualities[name == "x-gzip" ? "gzip" : name] = quality
        }
        let wanted = allCases.map { coding in
            let least = coding == .identity ? 0.0001 : 0
            return (coding, quality: qualities[coding.rawValue] ?? qualities["*"] ?? least)
        }
        return wanted.filter { $0.quality > 0 }
            .sorted { ($0.quality, $1.0.rank) > ($1.quality, $0.0.rank) }.map(\.0)
    }

    /// The place among all codings; the one that packs best comes first.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
