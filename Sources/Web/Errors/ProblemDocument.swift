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
    private let instance: String?
    // A member of our own, as the standard allows: messages by the names of fields.
    private var errors: [String: [String]]?

    private enum CodingKeys: CodingKey {
        case type, title, status, detail, instance, errors
    }

    init(_ page: ErrorPage) {
        title = page.title
        status = page.status.code
        detail = page.message
        instance = "urn:request:\(page.requestID)"
    }

    init(_ errors: [String: [String]]) {
        title = "Not quite right"
        status = 422
        detail = "Something in the form is not right yet."
        instance = nil
        self.errors = errors
    }

    /// The JSON.
    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map(Array.init) ?? Array("{}".utf8)
    }
}
