/// What a client would rather have (RFC 9110, section 12.5.1).
struct AcceptHeader {
    private struct Range {
        let type: String
        let quality: Double
    }

    /// How much a type is wanted; of two wanted alike, the one that was named.
    private struct Preference: Comparable {
        var quality = 0.0
        var precision = 0

        static func < (left: Preference, right: Preference) -> Bool {
            (left.quality, left.precision) < (right.quality, right.precision)
        }
    }

    private let ranges: [Range]

    init(_ value: String?) {
        ranges = (value ?? "").split(separator: ",").prefix(32).compactMap { range in
            guard let parsed = HeaderParameters(parsing: range.trimmingSpaces) else { return nil }
            let quality = parsed["q"].map { Double($0) ?? 0 } ?? 1
            return Range(type: parsed.value.lowercased(), quality: min(max(quality, 0), 1))
        }
    }

    /// Whether JSON is wanted more than a page.
    ///
    /// Who takes anything gets a page.
    var prefersJSON: Bool {
        max(preference(for: "application/problem+json"), preference(for: "application/json"))
            > preference(for: "text/html")
    }

    /// The most precise range that a type falls into decides.
    private func preference(for type: String) -> Preference {
        let group = type.prefix { $0 != "/" } + "/*"
        for (precision, name) in [(2, type), (1, String(group)), (0, "*/*")] {
            guard let range = ranges.first(where: { $0.type == name }) else { continue }
            return range.quality > 0
                ? Preference(quality: range.quality, precision: precision) : Preference()
        }
        return Preference()
    }
}
