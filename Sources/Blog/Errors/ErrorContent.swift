import HTTPTypes
import Templates
import Web

/// What a page says when something failed.
struct ErrorContent: PageContent {
    let status: String
    let heading: String
    let explanation: String
    let requestID: String?
    let showsSignIn: Bool
    /// Whether the same request may succeed in a while.
    let canRetry: Bool

    /// Describes a failure; signing in is offered to those who have not.
    init(_ page: ErrorPage, isSignedIn: Bool) {
        let code = page.status.code
        status = "\(code)"
        heading = page.title
        explanation = page.message
        requestID = page.requestID
        showsSignIn = code == 403 && !isSignedIn
        canRetry = page.retryAfter != nil
    }

    static let fields: TemplateFields<ErrorContent> = [
        "status": .text { $0.status },
        "heading": .text { $0.heading },
        "explanation": .text { $0.explanation },
        "requestID": .optionalText { $0.requestID },
        "showsSignIn": .flag { $0.showsSignIn },
        "canRetry": .flag { $0.canRetry },
    ]
}
