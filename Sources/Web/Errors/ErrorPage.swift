public import HTTPTypes

/// What a page about a failure shows.
public struct ErrorPage: Sendable {
    /// The response's status.
    public let status: HTTPResponse.Status
    /// A few words, such as "Page not found".
    public let title: String
    /// What the reader can do.
    public let message: String
    /// What to quote when asking about it; the log has the same.
    public let requestID: String
    /// What programs know this kind of failure by, if it has an address of its own.
    public let type: String?
    /// After how many seconds to try again, if that is known.
    public let retryAfter: String?

    init(_ answer: ErrorAnswer, requestID: String) {
        let (title, message) = Self.words(for: answer.status)
        status = answer.status
        type = answer.type
        self.title = answer.title ?? title
        self.message = answer.message ?? message
        self.requestID = requestID
        retryAfter = answer.headers[.retryAfter]
    }

    private static func words(for status: HTTPResponse.Status) -> (String, String) {
        switch status.code {
        case 400: ("Bad request", "What was sent could not be understood. Go back and try again.")
        case 401: ("Please sign in", "This page is for people who are signed in.")
        case 403: ("Not allowed", "You may not do this. If you should, sign in or ask an editor.")
        case 404:
            (
                "Page not found",
                "There is no page at this address. Check it, or start at the front page."
            )
        case 405:
            ("Not possible here", "This page cannot be used that way. Open it as a page instead.")
        case 408:
            (
                "Too slow",
                "What you sent did not arrive in time. Check your connection and try again."
            )
        case 409:
            (
                "Changed meanwhile",
                "Somebody else changed this while you did. Load it again to see both."
            )
        case 410:
            (
                "Gone",
                "This page was here once and has been removed. Look for it from the front page."
            )
        case 412: ("Changed meanwhile", "This page has changed since you loaded it. Load it again.")
        case 413:
            ("Too large", "What you sent is larger than this page accepts. Go back and send less.")
        case 414: ("Address too long", "Shorten the address, or start at the front page.")
        case 415: ("Wrong kind", "This page does not accept that kind of file or form.")
        case 416: ("No such part", "The file has no such part. Load it from the beginning.")
        case 421: ("Wrong site", "There is no site of this name here. Check the address.")
        case 429: ("Too many tries", "There were too many tries in a short time. Wait a little.")
        case 431:
            (
                "Too much in the headers",
                "Your browser sent more than fits. Delete this site's cookies and try again."
            )
        case 503: ("Back in a moment", "The site cannot answer just now. Please try again shortly.")
        case 500...:
            (
                "Something went wrong",
                "The mistake is ours, and it has been noted. Please try again."
            )
        default: ("This did not work", "The request could not be answered. Go back and try again.")
        }
    }
}
