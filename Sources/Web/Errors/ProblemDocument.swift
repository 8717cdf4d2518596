import FoundationEssentials
import HTTPTypes

/// A failure as a program reads it (RFC 9457).
struct ProblemDocument: Encodable {
    /// The media type.
    static let mediaType = "application/problem+json"

    private let type = "about:blank"
    private let title: String
    private let status: Int
    private let detail: String
    private let instance: String

    private enum CodingKeys: CodingKey {
        case type, title, status, detail, instance
    }

    init(_ page: ErrorPage) {
        title = page.title
        status = page.status.code
        detail = page.message
        instance = "urn:request:\(page.requestID)"
    }

    /// The JSON.
    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map(Array.init) ?? Array("{}".utf8)
    }
}
