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

    /// What was typed into the form that the failed request brought.
    let words: [TypedText]

    /// Describes a failure; signing in is offered to those who have not.
    init(_ page: ErrorPage, isSignedIn: Bool, words: [TypedText]) {
        let code = page.status.code
        status = "\(code)"
        heading = page.title
        explanation = page.message
        requestID = page.requestID
        showsSignIn = code == 403 && !isSignedIn
        canRetry = page.retryAfter != nil && words.isEmpty
        self.words = words
    }

    static let fields: TemplateFields<ErrorContent> = [
        "status": .text { $0.status },
        "heading": .text { $0.heading },
        "explanation": .text { $0.explanation },
        "requestID": .optionalText { $0.requestID },
        "showsSignIn": .flag { $0.showsSignIn },
        "canRetry": .flag { $0.canRetry },
        "hasWords": .flag { !$0.words.isEmpty },
        "words": .list { $0.words },
    ]
}
