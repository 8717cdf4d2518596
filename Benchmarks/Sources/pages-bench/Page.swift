import FoundationEssentials

/// The page that is served.
struct Page: Sendable {
    let html: [UInt8]

    init?(file: String) {
        guard let data = FileManager.default.contents(atPath: file) else { return nil }
        html = Array(data)
    }
}
