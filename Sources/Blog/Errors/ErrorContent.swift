import HTTPTypes
import Templates
import Web

/// What a page says when something failed.
@TemplateData
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

    var hasWords: Bool { !words.isEmpty }

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
}
