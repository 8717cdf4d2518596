import FoundationEssentials
import HTTPTypes

/// A failure as a program reads it (RFC 9457).
struct ProblemDocument: Encodable {
    /// The media type.
    static let mediaType = "application/problem+json"

    // With "about:blank" the title is that of the status (section 4.2.1).
    private let type: String
    private let title: String
    private let status: Int
    private let detail: String
    private let instance: String?
    private let requestID: String?
    // A member of our own, as the standard allows: messages by the names of fields.
    private var errors: [String: [String]]?

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, instance, errors
        case requestID = "request-id"
    }

    init(_ page: ErrorPage, path: String) {
        type = page.type ?? "about:blank"
        title = page.type == nil ? page.status.reasonPhrase : page.title
        status = page.status.code
        detail = page.message
        instance = path
        requestID = page.requestID
    }

    init(_ errors: [String: [String]]) {
        type = "about:blank"
        title = "Unprocessable Content"
        status = 422
        detail = "Something in the form is not right yet."
        instance = nil
        requestID = nil
        self.errors = errors
    }

    /// The JSON.
    var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map(Array.init) ?? Array("{}".utf8)
    }
}
