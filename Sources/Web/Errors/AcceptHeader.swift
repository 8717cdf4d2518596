/// What a client would rather have.
struct AcceptHeader {
    private let ranges: [(type: String, quality: Double)]

    init(_ value: String?) {
        ranges = (value ?? "").split(separator: ",").prefix(32).compactMap { range in
            guard let parsed = HeaderParameters(parsing: range.trimmingSpaces) else { return nil }
            return (parsed.value.lowercased(), parsed["q"].map { Double($0) ?? 0 } ?? 1)
        }
    }

    /// Whether JSON is named and wanted more than a page.
    var prefersJSON: Bool {
        quality(named: ["application/problem+json", "application/json"])
            > quality(named: ["text/html", "application/xhtml+xml"])
    }

    private func quality(named types: [String]) -> Double {
        ranges.filter { types.contains($0.type) }.map(\.quality).max() ?? 0
    }
}
